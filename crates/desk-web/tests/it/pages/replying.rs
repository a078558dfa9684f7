//! Replies: the look before sending, the queue, taking back.

use axum::http::StatusCode;
use desk_casework::{ReplyState, day_of};

use super::seed::{ARABIC, ENGLISH, KURMANJI, Seed};
use super::{PASSPHRASE, Shown, Site, path};
use crate::engine::{DAY, START};

const TEXT: &str = "نعم، هناك مكان آمن. اكتبي لنا متى يمكنك الخروج.";

async fn preview(site: &Site, text: &str) -> Shown {
    site.post(&format!("{}/reply", path(ARABIC)), &[("text", text)])
        .await
}

/// The hidden field of the preview.
fn seen(shown: &Shown) -> String {
    let after = shown.body.split("name=\"seen\" value=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_reply_is_shown_before_it_is_queued() {
    let site = Site::open().await;
    let shown = preview(&site, TEXT).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains(TEXT));
    shown.says("1 part. All of it goes out today.");
    shown.says("The first part goes out within");
    site.app.lock();
    assert!(site.stored(ARABIC).replies().is_empty());
    site.unlock().await;
    let fields = [("text", TEXT), ("seen", &seen(&shown)), ("confirm", "1")];
    let sent = site.post(&format!("{}/reply", path(ARABIC)), &fields).await;
    assert_eq!(sent.to(), path(ARABIC));
    let page = site.get(&path(ARABIC)).await;
    page.says("Goes out today.");
    page.says("answered just now");
    assert!(
        page.body
            .contains("dir=\"auto\" required aria-describedby=\"reply-hint\">\n</textarea>"),
        "the draft is gone"
    );
    // The same button twice queues once.
    let again = site.post(&format!("{}/reply", path(ARABIC)), &fields).await;
    assert_eq!(again.to(), path(ARABIC));
    site.app.lock();
    let replies = site.stored(ARABIC).replies().to_vec();
    assert_eq!(replies.len(), 1);
    assert_eq!(replies[0].text(), TEXT);
    assert!(matches!(
        replies[0].state(day_of(START)),
        ReplyState::Waits { of: 1, .. }
    ));
}

#[tokio::test]
async fn a_long_reply_says_its_days() {
    let site = Site::open().await;
    let long = "word ".repeat(1_300);
    let shown = preview(&site, &long).await;
    shown.says("7 parts. The reply waits until tomorrow");
    shown.says("today: 4 parts");
    shown.says("tomorrow: 3 parts");
    site.post(
        &format!("{}/reply", path(ARABIC)),
        &[("text", &long), ("confirm", "1")],
    )
    .await;
    site.get(&path(ARABIC))
        .await
        .says("Waits until tomorrow. 0 of 7 parts are out.");
}

#[tokio::test]
async fn a_reply_that_cannot_be_planned_keeps_its_text() {
    let site = Site::open().await;
    let long = "ن".repeat(28 * 976 + 1);
    for confirm in ["", "1"] {
        let fields = [("text", long.as_str()), ("confirm", confirm)];
        let shown = site.post(&format!("{}/reply", path(ARABIC)), &fields).await;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
        shown.says("The reply is too long");
        assert!(shown.body.contains(&format!("{long}</textarea>")));
    }
    assert!(site.get(&path(ARABIC)).await.body.contains(&long));
    let shown = preview(&site, "  \n ").await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    shown.says("There is no text yet.");
}

#[tokio::test]
async fn news_stop_a_reply_that_did_not_know_them() {
    let site = Site::open().await;
    let shown = preview(&site, TEXT).await;
    let old = seen(&shown);
    site.behind(|desk, now| {
        let mut more = Seed::new(ARABIC, "انسَ ما كتبتُ، أنا بخير", 0);
        more.sheets.push("");
        let mut rng = crate::seeded::Seeded::new(5);
        desk.vault_mut()
            .write(|tx| {
                let sheet = desk_casework::ReceivedPart {
                    message: desk_casework::MessageId([9; 8]),
                    kind: desk_casework::PartKind::Message,
                    part: 0,
                    parts: 1,
                    day_written: day_of(now),
                    text: more.sheets[0].to_owned(),
                    other: None,
                    keylist_known: true,
                };
                tx.act(
                    now,
                    &mut rng,
                    ARABIC,
                    desk_casework::Change::PartReceived(sheet),
                )?;
                Ok::<_, desk_vault::VaultError>(())
            })
            .unwrap();
    })
    .await;
    let fields = [("text", TEXT), ("seen", old.as_str()), ("confirm", "1")];
    let shown = site.post(&format!("{}/reply", path(ARABIC)), &fields).await;
    assert_eq!(shown.status, StatusCode::OK);
    shown.says("Something new came here while you were writing. Nothing was queued.");
    shown.says("انسَ ما كتبتُ، أنا بخير");
    assert!(shown.body.contains(TEXT));
    let fields = [("text", TEXT), ("seen", &seen(&shown)), ("confirm", "1")];
    assert_eq!(
        site.post(&format!("{}/reply", path(ARABIC)), &fields)
            .await
            .to(),
        path(ARABIC)
    );
}

#[tokio::test]
async fn taking_back_gives_the_text_back() {
    let site = Site::open().await;
    site.post(
        &format!("{}/reply", path(ARABIC)),
        &[("text", TEXT), ("confirm", "1")],
    )
    .await;
    let page = site.get(&path(ARABIC)).await;
    let id = page.body.split("name=\"reply\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let withdraw = format!("{}/withdraw", path(ARABIC));
    assert_eq!(
        site.post(&withdraw, &[("reply", id)]).await.to(),
        path(ARABIC)
    );
    let page = site.get(&path(ARABIC)).await;
    page.says("Taken back. Nothing of it went out.");
    page.says("waiting for 2 days");
    assert!(page.body.contains(&format!("{TEXT}</textarea>")));
    assert!(
        !page.body.contains("name=\"reply\" value="),
        "it cannot be taken back twice"
    );
    for wrong in ["", "00", &"0".repeat(32)] {
        let status = site.post(&withdraw, &[("reply", wrong)]).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_forty_ninth_block_of_a_day_waits_until_tomorrow() {
    let midnight = START - START % DAY;
    let mut seeds: Vec<Seed> = (1..=13)
        .map(|n| Seed::new(desk_casework::ConversationId([n; 16]), "hello", 3_600))
        .collect();
    seeds.push(Seed::new(ARABIC, TEXT, 3_600));
    let mut site = Site::unstarted(midnight, &seeds);
    let start = site.app.start_path().unwrap();
    let cookie = site
        .send(super::get(&start))
        .await
        .header("set-cookie")
        .to_owned();
    cookie
        .split(';')
        .next()
        .unwrap()
        .clone_into(&mut site.cookie);
    site.unlock().await;
    let mut queued = 0;
    for n in 0..48 {
        let reply = format!("{}/reply", path(seeds[n / 4].id));
        let shown = site.post(&reply, &[("text", "yes")]).await;
        if !shown.text().contains("All of it goes out today") {
            break;
        }
        let text = format!("yes {n}");
        assert_eq!(
            site.post(&reply, &[("text", &text), ("confirm", "1")])
                .await
                .to(),
            path(seeds[n / 4].id)
        );
        queued += 1;
    }
    // The first slots of the day may be too near to be reached.
    assert!((44..=48).contains(&queued), "{queued}");
    let shown = preview(&site, TEXT).await;
    shown.says("1 part. The reply waits until tomorrow");
    shown.says("Nothing more can go out today.");
    let sent = site
        .post(
            &format!("{}/reply", path(ARABIC)),
            &[("text", TEXT), ("confirm", "1")],
        )
        .await;
    assert_eq!(sent.to(), path(ARABIC));
    site.get(&path(ARABIC)).await.says("Waits until tomorrow.");
}

#[tokio::test]
async fn where_no_key_came_no_reply_can_be_written() {
    let site = Site::open().await;
    site.behind(|desk, _| {
        desk.vault_mut()
            .write(|tx| {
                tx.delete_chain(KURMANJI)?;
                Ok::<_, desk_vault::VaultError>(())
            })
            .unwrap();
    })
    .await;
    let page = site.get(&path(KURMANJI)).await;
    page.says("No reply can be written here");
    assert!(
        !page
            .body
            .contains("action=\"/c/f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6/reply\"")
    );
    let fields = [("text", TEXT), ("confirm", "1")];
    let shown = site
        .post(&format!("{}/reply", path(KURMANJI)), &fields)
        .await;
    shown.says("No reply can be written here");
    assert!(shown.body.contains(TEXT));
}

#[tokio::test]
async fn line_ends_of_browsers_cost_nothing() {
    let site = Site::open().await;
    let fields = [("text", "one\r\ntwo\r\n"), ("confirm", "1")];
    site.post(&format!("{}/reply", path(ENGLISH)), &fields)
        .await;
    site.app.lock();
    assert_eq!(site.stored(ENGLISH).replies()[0].text(), "one\ntwo");
    let fields = [("passphrase", PASSPHRASE)];
    assert_eq!(site.post("/unlock", &fields).await.to(), "/inbox");
}
