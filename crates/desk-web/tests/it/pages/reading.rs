//! Inbox, conversation, state.

use axum::http::StatusCode;

use super::seed::{ALARM, ARABIC, ARABIC_TEXT, ENGLISH, HOSTILE, SORANI};
use super::{Site, path};
use crate::engine::START;

fn positions(body: &str, ids: &[desk_casework::ConversationId]) -> Vec<usize> {
    ids.iter()
        .map(|id| body.find(&format!("href=\"{}\"", path(*id))).unwrap())
        .collect()
}

#[tokio::test]
async fn who_waits_longest_is_first() {
    let site = Site::open().await;
    let shown = site.get("/inbox").await;
    let found = positions(&shown.body, &[ARABIC, ENGLISH, SORANI, HOSTILE, ALARM]);
    assert!(found.is_sorted(), "{found:?}");
    shown.says("waiting for 20 days");
    shown.says("waiting for 2 days");
    shown.says("waiting for 40 minutes");
    shown.says("Waiting 6");
    shown.says("sheet missing unknown keys clock differs");
    shown.says("look first");
}

#[tokio::test]
async fn filters_count_and_show_their_own() {
    let site = Site::open().await;
    assert_eq!(
        site.post(&format!("{}/close", path(ENGLISH)), &[])
            .await
            .to(),
        "/inbox"
    );
    let shown = site.get("/inbox").await;
    shown.says("Waiting 5 Answered 0 Closed 1 All 6");
    assert!(!shown.body.contains(&path(ENGLISH)));
    let shown = site.get("/inbox/closed").await;
    assert!(shown.body.contains(&path(ENGLISH)) && !shown.body.contains(&path(ARABIC)));
    shown.says("closed just now");
    site.get("/inbox/answered")
        .await
        .says("No conversation is answered and open.");
    assert_eq!(
        site.post(&format!("{}/reopen", path(ENGLISH)), &[])
            .await
            .to(),
        path(ENGLISH)
    );
    site.get("/inbox")
        .await
        .says("Waiting 6 Answered 0 Closed 0 All 6");
    for nothing in [
        "/inbox/x",
        "/inbox/all/0",
        "/inbox/all/x",
        "/inbox/all/99999999",
    ] {
        assert_eq!(
            site.get(nothing).await.status,
            StatusCode::NOT_FOUND,
            "{nothing}"
        );
    }
    site.get("/inbox/all/2")
        .await
        .says("There are no more conversations.");
}

#[tokio::test]
async fn an_empty_desk_says_what_happens_next() {
    let mut site = Site::unstarted(START, &[]);
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
    let shown = site.get("/inbox").await;
    shown.says("Nobody has written yet.");
    shown.says("Messages come by themselves");
}

#[tokio::test]
async fn what_a_person_wrote_is_text_and_nothing_else() {
    let site = Site::open().await;
    for address in ["/inbox", &path(HOSTILE)] {
        let shown = site.get(address).await;
        assert!(shown.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(!shown.body.contains("<script>alert") && !shown.body.contains("<img"));
    }
    let note = super::seed::HOSTILE_TEXT;
    site.post(&format!("{}/note", path(HOSTILE)), &[("text", note)])
        .await;
    site.post(&format!("{}/draft", path(HOSTILE)), &[("text", note)])
        .await;
    let shown = site.get(&path(HOSTILE)).await;
    assert_eq!(shown.body.matches("&lt;script&gt;alert(1)").count(), 3);
    assert!(!shown.body.contains("<script>alert") && !shown.body.contains("<img"));
    assert_eq!(
        shown.body.matches("<textarea").count(),
        shown.body.matches("</textarea>").count()
    );
}

#[tokio::test]
async fn a_message_is_shown_whole_and_each_gap_by_its_number() {
    let site = Site::open().await;
    let shown = site.get(&path(ARABIC)).await;
    assert!(shown.body.contains(&format!(
        "<div class=\"m\" dir=\"auto\" lang=\"ar\">{ARABIC_TEXT}</div>"
    )));
    let shown = site.get(&path(SORANI)).await;
    shown.says("Sheet 2 of 3 has not come yet.");
    shown.says("Written 2 days before it came, or one of the clocks is wrong.");
    shown.says("a list of keys that is not ours");
}

#[tokio::test]
async fn reading_marks_as_read() {
    let site = Site::open().await;
    let new = |body: &str| body.matches("mark new").count();
    assert_eq!(new(&site.get("/inbox").await.body), 6);
    site.get(&path(ARABIC)).await;
    assert_eq!(new(&site.get("/inbox").await.body), 5);
}

#[tokio::test]
async fn alarm_words_are_told_before_anything_else() {
    let site = Site::open().await;
    let shown = site.get(&path(ALARM)).await;
    let warning = shown.body.find("these are alarm words").unwrap();
    assert!(warning < shown.body.find("class=\"thread\"").unwrap());
    assert!(shown.body.contains(&format!("href=\"{}\"", path(ENGLISH))));
}

#[tokio::test]
async fn an_unknown_conversation_is_not_found() {
    let site = Site::open().await;
    for nothing in [
        "/c/00000000000000000000000000000000",
        "/c/0",
        "/c/zz000000000000000000000000000000",
        "/c/+0000000000000000000000000000000",
    ] {
        let shown = site.get(nothing).await;
        assert_eq!(shown.status, StatusCode::NOT_FOUND);
        shown.says("There is nothing at this address.");
        for action in ["reply", "note", "close", "withdraw"] {
            let fields = [("text", "x"), ("confirm", "1"), ("reply", "00")];
            let status = site
                .post(&format!("{nothing}/{action}"), &fields)
                .await
                .status;
            assert!(
                status.is_client_error() || status.is_server_error(),
                "{nothing}/{action}"
            );
        }
    }
}

#[tokio::test]
async fn notes_stay_with_the_team() {
    let site = Site::open().await;
    let note = format!("{}/note", path(ARABIC));
    assert_eq!(site.post(&note, &[("text", " ")]).await.to(), path(ARABIC));
    assert_eq!(
        site.post(&note, &[("text", "one\r\ntwo")]).await.to(),
        path(ARABIC)
    );
    let shown = site.get(&path(ARABIC)).await;
    assert!(shown.body.contains("one\ntwo</div>"));
    shown.says("waiting for 2 days");
    let long = "ن".repeat(40_000);
    let shown = site.post(&note, &[("text", &long)]).await;
    shown.says("The note is too long.");
    assert!(shown.body.contains(&long), "the text is still there");
    site.app.lock();
    assert_eq!(site.stored(ARABIC).notes().len(), 1);
    assert!(site.stored(ARABIC).replies().is_empty());
}

#[tokio::test]
async fn the_state_is_told_honestly() {
    let site = Site::open().await;
    let shown = site.get("/state").await;
    shown.says("Has not answered since the desk was started");
    shown.says("Crowd Not known yet");
    shown.says("Newest backup needs a look There is none yet");
    shown.says("Key list 1");
}

#[tokio::test]
async fn a_clock_that_leapt_stops_the_work_until_somebody_looks() {
    let site = Site::open().await;
    let mut rng = crate::seeded::Seeded::new(1);
    assert!(site.app.begin_round(&mut rng).unwrap());
    site.app.finish_round();
    assert!(!site.get("/inbox").await.text().contains("needs a look"));
    site.pass(100 * 86_400);
    site.get("/").await;
    site.unlock().await;
    assert!(site.app.begin_round(&mut rng).unwrap());
    site.app.finish_round();
    site.get("/inbox")
        .await
        .says("Something about the desk needs a look: State");
    let shown = site.get("/state").await;
    shown.says("The clock of this computer went ahead by");
    shown.says("The date is right, go on");
    assert_eq!(site.post("/state/clock", &[]).await.to(), "/state");
    assert!(site.app.begin_round(&mut rng).unwrap());
    site.app.finish_round();
    assert!(!site.get("/state").await.text().contains("went ahead"));
}

#[tokio::test]
async fn a_relay_that_does_not_answer_is_told() {
    let site = Site::open().await;
    let mut rng = crate::seeded::Seeded::new(1);
    assert!(site.app.begin_round(&mut rng).unwrap());
    let request = site.app.next_request(&mut rng).unwrap().unwrap();
    let silent = Err(desk_web::engine::RelayError::Unreachable);
    site.app.answer(request, silent, &mut rng).unwrap();
    assert!(site.app.next_request(&mut rng).unwrap().is_none());
    site.app.finish_round();
    site.get("/state")
        .await
        .says("It does not answer. Is there a network?");
    site.get("/inbox")
        .await
        .says("Something about the desk needs a look:");
}
