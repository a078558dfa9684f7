//! A member of staff: the desk's own pages with their one cookie and their forms.

use super::http::{Answer, port_of, send};

/// A signed-in browser.
pub(crate) struct Browser {
    port: u16,
    host: String,
    cookie: String,
}

impl Browser {
    /// Opens the start address that the desk printed. Its host name is sent, not resolved.
    pub(crate) fn start(address: &str) -> Self {
        let rest = address.strip_prefix("http://").unwrap();
        let (host, path) = rest.split_once('/').unwrap();
        let port = port_of(address);
        let answer = send(port, "GET", &format!("/{path}"), &[("host", host)], b"").unwrap();
        let cookie = answer.header("set-cookie").unwrap();
        Self {
            port,
            host: host.to_owned(),
            cookie: cookie.split(';').next().unwrap().to_owned(),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        let headers = [("host", &*self.host), ("cookie", &*self.cookie)];
        send(self.port, "GET", path, &headers, b"").unwrap()
    }

    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let origin = format!("http://{}", self.host);
        let headers = [
            ("host", &*self.host),
            ("cookie", &*self.cookie),
            ("origin", &*origin),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let form: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        send(self.port, "POST", path, &headers, form.join("&").as_bytes()).unwrap()
    }

    /// Types the passphrase.
    pub(crate) fn unlock(&self, passphrase: &str) -> Answer {
        self.post("/unlock", &[("passphrase", passphrase)])
    }

    /// The conversation whose page shows this text, among those that wait or were answered.
    pub(crate) fn find(&self, text: &str) -> Option<String> {
        let inbox = self.get("/inbox").text() + &self.get("/inbox/answered").text();
        inbox
            .split("href=\"/c/")
            .skip(1)
            .map(|link| link.chars().take_while(char::is_ascii_hexdigit).collect())
            .find(|id: &String| self.get(&format!("/c/{id}")).text().contains(text))
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
