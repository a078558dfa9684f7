//! Writes `tests/vectors` anew: `cargo run -p envelope --example make-vectors`. Only after the format
//! has changed on purpose; a test compares the files with what the code makes.

use std::io::Write;
use std::path::Path;

#[path = "../tests/make/all.rs"]
mod make;

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    for vector in make::vectors() {
        let path = folder.join(&vector.path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::File::create(path)?.write_all(vector.content.as_bytes())?;
    }
    Ok(())
}
