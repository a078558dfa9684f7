//! What the pages are.

use std::collections::BTreeMap;

use window_site::{Day, Options, Site};

use crate::support::{folder, headers, options, options_with_panel, panel_script, small, text};

/// A page without its style and without the name of its script, which change with their content.
fn bare(html: &str) -> String {
    let (before, rest) = html.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    let mut bare = format!("{before}{after}").replace("><", ">\n<");
    if html.contains("<script") {
        bare = bare.replace(&panel_script(html), "/a/….js");
    }
    bare
}

#[test]
fn a_small_guide_is_this_page() {
    insta::assert_snapshot!(bare(&text(&small(&options_with_panel()), "/ar/k/1")), @r##"
    <!DOCTYPE html>
    <html lang="ar" dir="rtl">
    <head>
    <meta charset="utf-8">
    <title>1</title>
    <meta name="viewport" content="width=device-width">
    <link rel="icon" href="data:,">
    <script src="/a/….js" defer data-w="/a/003e6ee85b30b921.wasm" data-c="/a/7099a545bd580b67.css" data-o="abababababababababababababababababababababababababababababababab">
    </script>
    </head>
    <body>
    <header>
    <a class="k" href="#m">الانتقال إلى النص</a>
    <a class="x" href="/ar/x" rel="nofollow noreferrer">خروج سريع</a>
    <nav aria-label="اللغة">
    <span lang="ar" aria-current="true">العربية</span> <a href="/ckb/" lang="ckb" dir="rtl">کوردی</a> <a href="/kmr/" lang="kmr" dir="ltr">Kurdî</a> <a href="/en/k/1" lang="en" dir="ltr">English</a> </nav>
    <nav aria-label="الأقسام">
    <a href="/ar/">الأدلة</a> <a href="/ar/t">الكلمات</a> <a href="/ar/s">البحث</a> <a href="/ar/about">السلامة</a> <a href="#p">الكتابة</a>
    </nav>
    </header>
    <main id="m">
    <h1>ثلاثة أيام</h1>
    <p class="s">دواء يوقف <bdi>HIV</bdi> بعد الخطر.</p>
    <p class="n" role="note">
    <b>مسودة.</b> لم يراجعه طبيب. كُتب في ٢٠ تشرين الثاني ٢٠٢٦.</p>
    <h2 id="1">متى</h2>
    <p>خلال ٧٢ ساعة. الهاتف <mark>
    <bdi>+964 750 123</bdi> (قد يكون قديماً)</mark>. <b>مهم</b>: انظر <a href="/ar/t#1">المعنى</a> و<a href="/en/k/2" hreflang="en">الدليل</a>.</p>
    <h3>قائمة</h3>
    <ul class="c">
    <li>الساعة</li>
    <li>المال</li>
    </ul>
    <h2>الأرقام ومصادرها</h2>
    <p class="q">بعد اليوم الأخير، الأفضل السؤال قبل الاعتماد على الرقم.</p>
    <ul>
    <li>
    <b>٧٢</b> – <bdi lang="en" dir="ltr">
    <a href="https://www.who.int/pep" rel="noreferrer">WHO guideline, 2024</a>
    </bdi>
    <br>
    <span class="q">نص رسمي. قرأناه في ١ تشرين الثاني ٢٠٢٦. صالح حتى ١ أيار ٢٠٢٧.</span>
    </li>
    <li>
    <bdi lang="en" dir="ltr">A notice on the door</bdi>
    <br>
    <span class="q">غير مؤكد. قرأناه في ١ كانون الثاني ٢٠٢٦. <mark>قديم منذ ١ حزيران ٢٠٢٦.</mark>
    </span>
    </li>
    </ul>
    </main>
    <div id="p">
    </div>
    <footer>
    <noscript>الكتابة إلينا تحتاج إلى <bdi>JavaScript</bdi>، أما القراءة فلا.</noscript>
    </footer>
    </body>
    </html>
    "##);
}

#[test]
fn a_guide_in_english_is_this_page() {
    insta::assert_snapshot!(bare(&text(&small(&options()), "/en/k/1")), @r##"
    <!DOCTYPE html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <title>1</title>
    <meta name="viewport" content="width=device-width">
    <link rel="icon" href="data:,">
    </head>
    <body>
    <header>
    <a class="k" href="#m">Skip to the text</a>
    <a class="x" href="/en/x" rel="nofollow noreferrer">Quick exit</a>
    <nav aria-label="Language">
    <a href="/ar/k/1" lang="ar" dir="rtl">العربية</a> <a href="/ckb/" lang="ckb" dir="rtl">کوردی</a> <a href="/kmr/" lang="kmr" dir="ltr">Kurdî</a> <span lang="en" aria-current="true">English</span> </nav>
    <nav aria-label="Sections">
    <a href="/en/">Guides</a> <a href="/en/t">Words</a> <a href="/en/s">Search</a> <a href="/en/about">Safety</a> </nav>
    </header>
    <main id="m">
    <h1>Three days</h1>
    <p class="s">A medicine that stops HIV after a risk.</p>
    <p class="n" role="note">
    <b>Draft.</b> Nobody has reviewed it yet. Written on 20 November 2026.</p>
    <h2 id="1">When</h2>
    <p>Within 72 hours; see <a href="https://www.who.int/pep" rel="noreferrer">the source</a> &amp; <a href="#1">above</a>. Say <em>now</em>, <bdi>وقاية</bdi>.</p>
    <ol>
    <li>Go.</li>
    <li>Ask.</li>
    </ol>
    <h2>Numbers and where they come from</h2>
    <p class="q">After the last day, ask before you rely on a number.</p>
    <ul>
    <li>
    <b>72</b> – <bdi lang="en" dir="ltr">
    <a href="https://www.who.int/pep" rel="noreferrer">WHO guideline, 2024</a>
    </bdi>
    <br>
    <span class="q">The official text. Checked on 1 November 2026. Good until 1 May 2027.</span>
    </li>
    </ul>
    </main>
    </body>
    </html>
    "##);
}

#[test]
fn the_first_page_chooses_no_language_and_has_no_script() {
    insta::assert_snapshot!(bare(&text(&small(&options_with_panel()), "/")), @r#"
    <!DOCTYPE html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <title>–</title>
    <meta name="viewport" content="width=device-width">
    <link rel="icon" href="data:,">
    </head>
    <body>
    <header>
    <a class="x" href="/x" rel="nofollow noreferrer" aria-label="Quick exit">×</a>
    </header>
    <main id="m">
    <h1>
    <bdi lang="ar">اللغة</bdi> · <bdi lang="ckb">زمان</bdi> · <bdi lang="kmr">Ziman</bdi> · <bdi lang="en">Language</bdi>
    </h1>
    <ul class="g">
    <li>
    <a href="/ar/" lang="ar" dir="rtl" hreflang="ar">العربية</a>
    </li>
    <li>
    <a href="/ckb/" lang="ckb" dir="rtl" hreflang="ckb">کوردی (سۆرانی)</a>
    </li>
    <li>
    <a href="/kmr/" lang="kmr" dir="ltr" hreflang="kmr">Kurdî (Kurmancî)</a>
    </li>
    <li>
    <a href="/en/" lang="en" dir="ltr" hreflang="en">English</a>
    </li>
    </ul>
    </main>
    </body>
    </html>
    "#);
}

#[test]
fn the_list_shows_a_guide_in_another_language_and_says_so() {
    let site = small(&options());
    let list = text(&site, "/ckb/");
    assert!(
        list.contains("href=\"/ar/k/1\""),
        "written in Arabic, so shown in Arabic"
    );
    assert!(list.contains("href=\"/en/k/2\" hreflang=\"en\""));
    assert!(list.contains("بە زمانی <bdi lang=\"ar\" dir=\"rtl\">العربية</bdi>"));
    assert!(
        !text(&site, "/en/").contains("hreflang"),
        "in its own language nothing is said"
    );
}

#[test]
fn the_language_switch_stays_on_the_guide_and_is_never_dead() {
    let site = small(&options());
    let page = text(&site, "/ar/k/1");
    assert!(page.contains("<a href=\"/en/k/1\" lang=\"en\" dir=\"ltr\">English</a>"));
    assert!(
        page.contains("<a href=\"/ckb/\" lang=\"ckb\" dir=\"rtl\">کوردی</a>"),
        "no translation: its list"
    );
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let site = small(&options_with_panel());
    let mut outside = Vec::new();
    for (path, page) in site.pages().filter(|(path, _)| !path.starts_with("/a/")) {
        let html = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
        for attribute in ["href", "src", "action", "data-w", "data-c"] {
            for rest in html.split(&format!(" {attribute}=\"")).skip(1) {
                let target = rest.split('"').next().unwrap_or_default();
                let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
                if file.starts_with("https://") {
                    assert!(
                        rest[target.len()..].starts_with("\" rel=\"noreferrer\""),
                        "{path}: {target}"
                    );
                    outside.push(target.to_owned());
                } else if !file.is_empty() && !file.starts_with("data:") {
                    let there = site.page(file).is_some() || site.exit(file).is_some();
                    assert!(there, "{path} leads to {file}");
                }
                if !anchor.is_empty() {
                    let there = if file.is_empty() {
                        html.clone()
                    } else {
                        text(&site, file)
                    };
                    assert!(
                        there.contains(&format!("id=\"{anchor}\"")),
                        "{path} leads to {target}"
                    );
                }
            }
        }
    }
    outside.sort();
    outside.dedup();
    assert_eq!(outside, ["https://www.who.int/pep"]);
}

#[test]
fn a_page_is_one_request_without_fonts_pictures_or_frames() {
    let site = small(&options());
    for (path, page) in site.pages() {
        let html = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
        for loads in [
            "<img",
            "<iframe",
            "<script",
            "@import",
            "url(",
            "<link rel=\"stylesheet\"",
            "<object",
        ] {
            assert!(!html.contains(loads), "{path} has {loads}");
        }
        assert!(
            html.contains("<link rel=\"icon\" href=\"data:,\">"),
            "{path}"
        );
    }
}

#[test]
fn titles_are_a_number_or_a_dash() {
    let site = small(&options());
    for (path, page) in site.pages() {
        let html = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
        let title = html
            .split("<title>")
            .nth(1)
            .and_then(|rest| rest.split("</title>").next());
        let expected = path.split_once("/k/").map_or("–", |(_, number)| number);
        assert_eq!(title, Some(expected), "{path}");
    }
}

#[test]
fn anchors_are_numbers_so_that_history_names_nothing() {
    let site = small(&options());
    assert!(text(&site, "/ar/k/1").contains("/ar/t#1"));
    for (path, page) in site.pages() {
        let html = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
        for rest in html.split(" id=\"").skip(1) {
            let id = rest.split('"').next().unwrap_or_default();
            let neutral = id.bytes().all(|b| b.is_ascii_digit()) || ["m", "p"].contains(&id);
            assert!(neutral, "{path}: {id}");
        }
    }
}

#[test]
fn an_expired_fact_is_marked_where_it_is_used_and_in_the_list() {
    let page = text(&small(&options()), "/ar/k/1");
    assert!(page.contains("<mark><bdi>+964 750 123</bdi> (قد يكون قديماً)</mark>"));
    assert!(page.contains("<mark>قديم منذ ١ حزيران ٢٠٢٦.</mark>"));
    let before = Options {
        today: Day::parse("2026-05-31").expect("a day"),
        ..options()
    };
    assert!(!text(&small(&before), "/ar/k/1").contains("<mark>"));
}

#[test]
fn the_operators_name_is_shown_only_if_there_is_one() {
    let named = Options {
        name: Some("Example & Sons".into()),
        ..options()
    };
    assert!(text(&small(&named), "/en/").contains("<b>Example &amp; Sons</b>"));
    assert!(!text(&small(&options()), "/en/").contains("Example"));
}

#[test]
fn two_builds_are_equal_byte_for_byte() {
    let all = |site: &Site| {
        site.pages()
            .map(|(path, page)| {
                (
                    path.to_owned(),
                    (page.bytes.clone(), page.brotli.clone(), headers(page)),
                )
            })
            .collect::<BTreeMap<_, _>>()
    };
    let options = options_with_panel();
    assert_eq!(all(&small(&options)), all(&small(&options)));
}

#[test]
fn a_folder_has_every_page_and_replaces_the_old_one() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let target = temporary.path().join("site");
    let site = small(&options_with_panel());
    std::fs::create_dir_all(target.join("old")).expect("a folder");
    site.write_to(&target).expect("written");
    let read = |path: &str| std::fs::read(target.join(path)).expect(path);
    assert_eq!(
        read("ar/k/1/index.html"),
        site.page("/ar/k/1").expect("a page").bytes
    );
    assert_eq!(read("index.html"), site.page("/").expect("a page").bytes);
    assert_eq!(read("404.html"), site.missing().bytes);
    let exit = String::from_utf8(read("ar/x/index.html")).expect("UTF-8");
    assert!(exit.contains("content=\"0;url=https://ar.wikipedia.org/\""));
    assert!(!target.join("old").exists());
    let left: Vec<_> = std::fs::read_dir(temporary.path())
        .expect("a folder")
        .collect();
    assert_eq!(left.len(), 1, "nothing is left beside the site");
}

#[test]
fn guides_can_be_built_into_the_program() {
    static FILES: &[(&str, &[u8])] = &[
        ("2/en.md", include_bytes!("../sites/small/2/en.md")),
        ("facts.toml", b""),
    ];
    let site = Site::build(&window_site::Embedded(FILES), &options()).expect("a site");
    let from_folder = small(&options());
    assert_eq!(text(&site, "/en/k/2"), text(&from_folder, "/en/k/2"));
    assert!(folder("small").exists());
}
