(function () {
  'use strict';
  var form = document.querySelector('form[data-idle]');
  if (!form) return;
  var text = form.elements.text;
  var idle = form.dataset.idle * 1000;
  var kept = text.value, last = Date.now(), told = last, left = false, timer;
  function keep() {
    clearTimeout(timer);
    var now = text.value;
    if (left || now === kept) return Promise.resolve(true);
    return fetch(form.dataset.draft, {
      method: 'POST',
      body: new URLSearchParams({ text: now }),
      keepalive: now.length < 9000,
      redirect: 'error'
    }).then(function (answer) {
      if (answer.ok) kept = now;
      return answer.ok;
    }, function () { return false; });
  }
  function used() {
    last = Date.now();
    if (last - told < 60000) return;
    told = last;
    fetch('/alive', { method: 'POST' }).catch(function () {});
  }
  ['keydown', 'pointermove', 'pointerdown', 'scroll'].forEach(function (name) {
    addEventListener(name, used, { passive: true, capture: true });
  });
  text.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(keep, 2000);
  });
  form.addEventListener('submit', function () { left = true; });
  addEventListener('pagehide', keep);
  addEventListener('pageshow', function () { left = false; });
  setInterval(function () {
    if (left || Date.now() - last < idle) return;
    keep().then(function (ok) {
      left = true;
      if (ok) location.replace('/idle');
      else form.submit();
    });
  }, 1000);
})();
