//! Every page in four languages.

use desk_web::engine::RelayError;
use language::{Catalogue, Tag};

use super::seed::{ALARM, ARABIC, ENGLISH, SORANI};
use super::{PASSPHRASE, Shown, Site, path};

/// Every kind of page, as this language shows it.
async fn every_page(site: &Site, tag: Tag) -> Vec<(String, Shown)> {
    site.app.lock();
    let to = site
        .post(
            "/language",
            &[("language", tag.as_str()), ("back", "/unlock")],
        )
        .await;
    assert_eq!(to.to(), "/unlock");
    let mut pages = vec![("unlock".to_owned(), site.get("/unlock").await)];
    let wrong = site.post("/unlock", &[("passphrase", "no")]).await;
    pages.push(("wrong".to_owned(), wrong));
    let reply = format!("{}/reply", path(ARABIC));
    pages.push((
        "carried".to_owned(),
        site.post(&reply, &[("text", "x")]).await,
    ));
    site.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    for address in [
        "/inbox",
        "/inbox/answered",
        "/inbox/closed",
        "/inbox/all",
        "/inbox/all/2",
        "/state",
        "/nothing",
        &path(ARABIC),
        &path(SORANI),
        &path(ENGLISH),
        &path(ALARM),
    ] {
        pages.push((address.to_owned(), site.get(address).await));
    }
    let long = "word ".repeat(1_300);
    pages.push((
        "preview".to_owned(),
        site.post(&reply, &[("text", &long)]).await,
    ));
    pages.push((
        "empty".to_owned(),
        site.post(&reply, &[("text", " ")]).await,
    ));
    pages.push(("refused".to_owned(), site.send(super::get("/inbox")).await));
    pages.push(("used".to_owned(), site.send(super::get("/start/00")).await));
    pages
}

#[tokio::test]
async fn every_page_is_whole_in_every_language() {
    let site = Site::open().await;
    site.post(
        &format!("{}/reply", path(ENGLISH)),
        &[("text", "No."), ("confirm", "1")],
    )
    .await;
    for tag in Tag::ALL {
        for (name, shown) in every_page(&site, tag).await {
            let place = format!("{} {name}", tag.as_str());
            let html = format!(
                "<html lang=\"{}\" dir=\"{}\">",
                tag.as_str(),
                tag.direction().as_str()
            );
            assert!(shown.body.contains(&html), "{place}");
            // A message that is missing shows its id.
            assert!(!shown.text().contains("desk-"), "{place}: {}", shown.text());
            let title = shown.body.split("<title>").nth(1).unwrap();
            let title = title.split('<').next().unwrap();
            let is_code =
                title.len() == 4 && title.bytes().all(|byte| byte.is_ascii_alphanumeric());
            assert!(title == "–" || is_code, "{place}: {title}");
            for outside in [
                "http://",
                "https://",
                "src=\"",
                "url(",
                "@import",
                "<link rel=\"stylesheet",
            ] {
                let found = shown.body.replace("href=\"data:,\"", "").contains(outside);
                assert!(!found, "{place}: {outside}");
            }
            let lower = shown.body.to_lowercase();
            let named = lower.replace("<code dir=\"ltr\">shanasheel", "");
            for name in ["shanasheel", "iraqueer", "queer", "lgbt"] {
                assert!(!named.contains(name), "{place}: {name}");
            }
        }
    }
}

#[tokio::test]
async fn a_language_that_was_chosen_stays_after_a_restart() {
    let site = Site::open().await;
    let to = site
        .post(
            "/language",
            &[("language", "ckb"), ("back", "/inbox/closed")],
        )
        .await;
    assert_eq!(to.to(), "/inbox/closed");
    site.get("/inbox").await.says("چاوەڕێ");
    let stored = site
        .behind(|desk, _| desk.reader().setting("desk.language").unwrap())
        .await;
    assert_eq!(stored.as_deref(), Some("ckb".as_bytes()));
    for back in ["https://evil.example", "//evil.example", "/\\evil.example"] {
        let to = site
            .post("/language", &[("language", "xx"), ("back", back)])
            .await;
        assert_eq!(to.to(), "/");
    }
    site.get("/inbox").await.says("چاوەڕێ");
}

#[test]
fn numbers_and_dates_are_those_of_the_language() {
    // Every plural form and every message of the area, so that none is broken where no page leads.
    for tag in Tag::ALL {
        let catalogue = Catalogue::of(tag);
        for id in Catalogue::of(Tag::En)
            .ids()
            .filter(|id| id.starts_with("desk-"))
        {
            assert!(catalogue.has(id), "{} {id}", tag.as_str());
        }
    }
    assert_eq!(RelayError::of_status(204), None);
}

#[tokio::test]
async fn arabic_and_sorani_pages_use_their_digits() {
    let site = Site::open().await;
    site.post("/language", &[("language", "ar"), ("back", "/")])
        .await;
    let shown = site.get("/inbox").await;
    shown.says("تنتظر منذ يومين");
    shown.says("تنتظر منذ ٤٠ دقيقة");
    site.post("/language", &[("language", "kmr"), ("back", "/")])
        .await;
    site.get("/inbox")
        .await
        .says("ji 40 deqeyan ve li bendê ye");
}
