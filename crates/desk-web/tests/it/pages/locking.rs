//! Unlocking, locking, and what happens to a text in between.

use axum::http::StatusCode;
use desk_vault::{Passphrase, Vault};

use super::seed::{ARABIC, ENGLISH};
use super::{IDLE_SECS, PASSPHRASE, Site, path};

const MARKER: &str = "planted-marker-7741";

#[tokio::test]
async fn a_wrong_passphrase_leaves_the_desk_locked_and_says_what_to_do() {
    let site = Site::new().await;
    for wrong in ["", "   ", "a kettle on the roo", MARKER, &"x".repeat(9_000)] {
        let shown = site.post("/unlock", &[("passphrase", wrong)]).await;
        assert_eq!(shown.status, StatusCode::FORBIDDEN);
        shown.says("This passphrase does not open the vault.");
        shown.says("Look at the language of your keyboard and at Caps Lock.");
        assert!(!shown.body.contains(MARKER), "the passphrase came back");
        assert!(site.app.is_locked());
    }
    assert_eq!(site.get("/inbox").await.to(), "/unlock");
    site.unlock().await;
}

#[tokio::test]
async fn a_passphrase_from_another_keyboard_opens_it() {
    let site = Site::new().await;
    let shown = site
        .post(
            "/unlock",
            &[("passphrase", "  a kettle\u{200c} on  the roof ")],
        )
        .await;
    assert_eq!(shown.to(), "/inbox");
}

#[tokio::test]
async fn a_second_desk_on_one_vault_is_told_so() {
    let site = Site::new().await;
    let passphrase = Passphrase::new(PASSPHRASE).unwrap();
    let other = Vault::open(&site.world.folder("desk"), &passphrase).unwrap();
    let shown = site.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(shown.status, StatusCode::CONFLICT);
    shown.says("The vault is open in another desk on this computer.");
    shown.says("Close the other desk, then try again.");
    drop(other);
    site.unlock().await;
}

#[tokio::test]
async fn a_missing_and_a_damaged_vault_are_told_apart() {
    let site = Site::new().await;
    let folder = site.world.folder("desk");
    let head = std::fs::read(folder.join("head")).unwrap();
    let mut file = std::fs::File::options()
        .write(true)
        .open(folder.join("head"))
        .unwrap();
    std::io::Write::write_all(&mut file, b"garbage garbage garbage").unwrap();
    let shown = site.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    shown.says("The vault is damaged.");
    shown.says("Do not delete it.");
    let mut file = std::fs::File::options()
        .write(true)
        .open(folder.join("head"))
        .unwrap();
    std::io::Write::write_all(&mut file, &head).unwrap();
    std::fs::rename(&folder, site.world.folder("elsewhere")).unwrap();
    let shown = site.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    shown.says("There is no vault in the folder");
    shown.says("shanasheel restore");
}

#[tokio::test]
async fn a_desk_that_nobody_uses_locks_itself() {
    let site = Site::open().await;
    site.pass(IDLE_SECS - 1);
    assert_eq!(site.get("/inbox").await.status, StatusCode::OK);
    site.pass(IDLE_SECS);
    assert_eq!(site.get("/inbox").await.to(), "/unlock");
    assert!(site.app.is_locked());
    // Also when no page asks: the rounds with the relay lock it.
    site.unlock().await;
    site.pass(IDLE_SECS);
    assert!(
        !site
            .app
            .begin_round(&mut crate::seeded::Seeded::new(1))
            .unwrap()
    );
    assert!(site.app.is_locked());
}

#[tokio::test]
async fn what_happens_by_itself_is_no_use() {
    let site = Site::open().await;
    let inbox = site.get("/inbox").await;
    assert_eq!(inbox.header("refresh"), "60; url=/inbox?r");
    for _ in 0..IDLE_SECS / 60 - 1 {
        site.pass(60);
        assert_eq!(site.get("/inbox?r").await.status, StatusCode::OK);
        let draft = site
            .post(&format!("{}/draft", path(ARABIC)), &[("text", "x")])
            .await;
        assert_eq!(draft.status, StatusCode::NO_CONTENT);
    }
    site.pass(60);
    assert_eq!(site.get("/inbox?r").await.to(), "/unlock");
    // Typing is.
    site.unlock().await;
    for _ in 0..IDLE_SECS / 60 + 5 {
        site.pass(60);
        assert_eq!(
            site.post("/alive", &[]).await.status,
            StatusCode::NO_CONTENT
        );
    }
    assert!(!site.app.is_locked());
    // Another window is in use: this one shows nothing, and does not keep the desk open.
    let asleep = site.get("/idle").await;
    asleep.says("This window was not used for a while.");
    assert!(!asleep.body.contains("<nav") && !asleep.body.contains(&path(ARABIC)));
    site.pass(IDLE_SECS);
    assert_eq!(site.get("/idle").await.to(), "/unlock");
    assert!(site.app.is_locked());
}

#[tokio::test]
async fn a_page_without_a_form_goes_to_idle_by_itself() {
    let site = Site::open().await;
    let shown = site.get("/state").await;
    assert_eq!(shown.header("refresh"), "905; url=/idle");
    let writing = site.get(&path(ARABIC)).await;
    assert!(
        writing.header("refresh").is_empty(),
        "would throw a text away"
    );
}

#[tokio::test]
async fn locking_by_hand_locks() {
    let site = Site::open().await;
    assert_eq!(site.post("/lock", &[]).await.to(), "/unlock");
    assert!(site.app.is_locked());
    assert_eq!(site.get("/").await.to(), "/unlock");
    let to = site.get(&path(ENGLISH)).await.to().to_owned();
    assert_eq!(to, path(ENGLISH).replace("/c/", "/unlock?"));
    let shown = site.get(&to).await;
    assert!(
        shown
            .body
            .contains(&format!("name=\"c\" value=\"{}\"", "c3".repeat(16)))
    );
    let fields = [("passphrase", PASSPHRASE), ("c", &"c3".repeat(16))];
    assert_eq!(site.post("/unlock", &fields).await.to(), path(ENGLISH));
}

#[tokio::test]
async fn a_reply_to_a_locked_desk_is_carried_through_the_unlocking() {
    let site = Site::open().await;
    let reply = format!("{}/reply", path(ARABIC));
    let text = "سطر أول\n  <b>second</b> & \"last\"";
    for confirm in ["", "1"] {
        site.app.lock();
        let shown = site
            .post(&reply, &[("text", text), ("confirm", confirm)])
            .await;
        assert_eq!(shown.status, StatusCode::LOCKED);
        shown.says("Your text is not lost.");
        assert!(shown.body.contains(
            "<textarea class=\"hidden\" name=\"text\" hidden readonly>\nسطر أول\n  &lt;b&gt;second"
        ));
        assert!(
            !shown.body.contains("action=\"/language\""),
            "would leave the text behind"
        );
        // A typo on the way keeps it too.
        let id = "a1".repeat(16);
        let mut fields = [
            ("passphrase", "typo"),
            ("c", id.as_str()),
            ("draft", "reply"),
            ("text", text),
        ];
        let shown = site.post("/unlock", &fields).await;
        assert_eq!(shown.status, StatusCode::FORBIDDEN);
        assert!(shown.body.contains("سطر أول\n  &lt;b&gt;second"));
        fields[0].1 = PASSPHRASE;
        let shown = site.post("/unlock", &fields).await;
        assert_eq!(shown.to(), reply);
        let preview = site.get(&reply).await;
        assert_eq!(preview.status, StatusCode::OK);
        assert!(
            preview
                .body
                .contains("سطر أول\n  &lt;b&gt;second&lt;/b&gt;")
        );
    }
    site.app.lock();
    assert!(
        site.stored(ARABIC).replies().is_empty(),
        "nothing was queued"
    );
}

#[tokio::test]
async fn a_note_to_a_locked_desk_is_carried_too() {
    let site = Site::open().await;
    site.app.lock();
    let shown = site
        .post(
            &format!("{}/note", path(ARABIC)),
            &[("text", "call the shelter")],
        )
        .await;
    assert_eq!(shown.status, StatusCode::LOCKED);
    let id = "a1".repeat(16);
    let fields = [
        ("passphrase", PASSPHRASE),
        ("c", id.as_str()),
        ("draft", "note"),
        ("text", "call the shelter"),
    ];
    let shown = site.post("/unlock", &fields).await;
    assert_eq!(shown.to(), format!("{}#note", path(ARABIC)));
    let page = site.get(&path(ARABIC)).await;
    assert!(page.body.contains("<details id=\"note\" open>"));
    assert!(page.body.contains("call the shelter</textarea>"));
}

#[tokio::test]
async fn a_draft_survives_the_lock_and_is_in_the_vault_only() {
    let site = Site::open().await;
    let draft = format!("{}/draft", path(ARABIC));
    assert_eq!(
        site.post(&draft, &[("text", MARKER)]).await.status,
        StatusCode::NO_CONTENT
    );
    site.app.lock();
    assert_eq!(
        site.post(&draft, &[("text", "late")]).await.status,
        StatusCode::LOCKED
    );
    for file in std::fs::read_dir(site.world.folder("desk")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let found = bytes
            .windows(MARKER.len())
            .any(|window| window == MARKER.as_bytes());
        assert!(!found, "a draft on the disk");
    }
    site.unlock().await;
    assert!(
        site.get(&path(ARABIC))
            .await
            .body
            .contains(&format!("{MARKER}</textarea>"))
    );
    site.post(&draft, &[("text", " ")]).await;
    assert!(!site.get(&path(ARABIC)).await.body.contains(MARKER));
}

#[tokio::test]
async fn debug_output_and_errors_carry_no_text() {
    let site = Site::open().await;
    site.post(&format!("{}/draft", path(ARABIC)), &[("text", MARKER)])
        .await;
    let said = format!("{:?} {:#?}", site.app, site.app);
    for secret in [
        MARKER,
        "السلام",
        site.cookie.split('=').nth(1).unwrap(),
        "desk\"",
    ] {
        assert!(!said.contains(secret), "{said}");
    }
    let shown = site
        .post(&format!("/c/{MARKER}/reply"), &[("text", MARKER)])
        .await;
    assert!(!shown.body.contains(MARKER));
    let shown = site.get(&format!("/{MARKER}")).await;
    assert!(!shown.body.contains(MARKER));
}
