//! A member of staff without a browser: the desk's own pages, over HTTP, with the one cookie and the forms.

use std::time::Duration;

use super::visitor::Trouble;

/// Longest page that is read.
const MAX_PAGE_BYTES: u64 = 4 * 1024 * 1024;

/// A signed-in browser, so to speak.
pub(super) struct Member {
    agent: ureq::Agent,
    /// Where the desk really listens: not every system resolves names below `localhost`.
    base: String,
    /// The desk's private name, without which its cookie is worth nothing.
    host: String,
    cookie: String,
}

/// A page or a redirect of the desk.
pub(super) struct Shown {
    pub(super) status: u16,
    pub(super) body: String,
}

impl Member {
    /// Opens the start address, which gives the cookie.
    pub(super) fn start(address: &str) -> Result<Self, Trouble> {
        let after_scheme = address
            .strip_prefix("http://")
            .ok_or("an unknown address of the desk")?;
        let (host, path) = after_scheme.split_once('/').unwrap_or((after_scheme, ""));
        let port = host.rsplit(':').next().unwrap_or_default();
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .new_agent();
        let mut member = Self {
            agent,
            base: format!("http://127.0.0.1:{port}"),
            host: host.to_owned(),
            cookie: String::new(),
        };
        let answer = member
            .agent
            .get(format!("{}/{path}", member.base))
            .header("host", &member.host)
            .call()
            .map_err(|_| "the desk does not answer")?;
        let cookie = answer.headers().get("set-cookie");
        let cookie = cookie
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        member.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        if member.cookie.is_empty() {
            Err("the start key was not taken")
        } else {
            Ok(member)
        }
    }

    /// GET of a page.
    pub(super) fn get(&self, path: &str) -> Result<Shown, Trouble> {
        let request = self.agent.get(format!("{}{path}", self.base));
        read(
            request
                .header("host", &self.host)
                .header("cookie", &self.cookie)
                .call(),
        )
    }

    /// POST of a form.
    pub(super) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Shown, Trouble> {
        let request = self
            .agent
            .post(format!("{}{path}", self.base))
            .header("host", &self.host)
            .header("cookie", &self.cookie)
            .header("origin", format!("http://{}", self.host));
        read(request.send_form(fields.iter().copied()))
    }

    /// Unlocks; anything but a redirect is a refusal.
    pub(super) fn unlock(&self, passphrase: &str) -> Result<(), Trouble> {
        let shown = self.post("/unlock", &[("passphrase", passphrase)])?;
        if shown.status == 303 {
            Ok(())
        } else {
            Err("the desk did not unlock")
        }
    }

    /// The conversation whose page shows this text, by looking through the inbox as a person does.
    pub(super) fn find(&self, text: &str) -> Result<Option<String>, Trouble> {
        let inbox = self.get("/inbox")?;
        let mut seen = Vec::new();
        for link in inbox.body.split("href=\"/c/").skip(1) {
            let id: String = link.chars().take_while(char::is_ascii_hexdigit).collect();
            if seen.contains(&id) {
                continue;
            }
            let page = self.get(&format!("/c/{id}"))?;
            if holds(&page.body, text) {
                return Ok(Some(id));
            }
            seen.push(id);
        }
        Ok(None)
    }

    /// Queues an answer, after the page that says when it goes out.
    pub(super) fn answer(&self, id: &str, text: &str) -> Result<(), Trouble> {
        let preview = self.post(&format!("/c/{id}/reply"), &[("text", text)])?;
        if preview.status != 200 || !holds(&preview.body, text) {
            return Err("the desk showed no preview of the answer");
        }
        let sent = self.post(
            &format!("/c/{id}/reply"),
            &[("text", text), ("confirm", "1")],
        )?;
        if sent.status == 303 {
            Ok(())
        } else {
            Err("the desk did not take the answer")
        }
    }
}

/// Whether a page shows every line of a text; HTML escapes three letters, and forms send other line ends.
fn holds(page: &str, text: &str) -> bool {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .all(|line| {
            let escaped = line
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            page.contains(&escaped) || page.contains(&escaped.replace('"', "&quot;"))
        })
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Shown, Trouble> {
    let mut answer = answer.map_err(|_| "the desk does not answer")?;
    let body = answer
        .body_mut()
        .with_config()
        .limit(MAX_PAGE_BYTES)
        .read_to_string()
        .map_err(|_| "a page of the desk could not be read")?;
    Ok(Shown {
        status: answer.status().as_u16(),
        body,
    })
}
