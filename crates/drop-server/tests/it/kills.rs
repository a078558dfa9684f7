//! Kill -9 under load: nothing that was answered 204 is lost. The long run is
//! `cargo xtask bench way`; this one kills three times.

use std::process::Command;

use crate::support::example;

#[test]
fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    let dir = tempfile::tempdir().unwrap();
    let output = Command::new(example("load"))
        .arg("bench")
        .arg(dir.path().join("relay"))
        .args(["0.5", "2", "16"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(said.trim().ends_with("kills 3  lost 0"), "{said}");
    let acknowledged = said.split("acknowledged ").nth(1).unwrap();
    let acknowledged: u64 = acknowledged
        .split_whitespace()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!(acknowledged > 0, "{said}");
}
