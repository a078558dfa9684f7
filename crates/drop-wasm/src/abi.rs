//! The five functions that a page calls, and the one that it gives. The only `unsafe` of the project.
#![expect(
    unsafe_code,
    reason = "a C ABI hands over addresses; everything behind it is safe"
)]

use alloc::{boxed::Box, vec, vec::Vec};
use core::{cell::UnsafeCell, convert::Infallible};

use zeroize::Zeroize;

use crate::commands::{Code, Session, op, start};

#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

#[link(wasm_import_module = "env")]
unsafe extern "C" {
    /// The browser's `crypto.getRandomValues`.
    fn random(address: *mut u8, len: usize);
}

/// The browser's randomness.
struct BrowserRng;

impl rand_core::TryRng for BrowserRng {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        // SAFETY: the page writes exactly `len` bytes from this address, which is a live slice.
        unsafe { random(bytes.as_mut_ptr(), bytes.len()) };
        Ok(())
    }
}

impl rand_core::TryCryptoRng for BrowserRng {}

struct Page {
    session: Option<Session<BrowserRng>>,
    out: Vec<u8>,
}

struct Global(UnsafeCell<Page>);

// SAFETY: this module is built for WebAssembly without threads.
unsafe impl Sync for Global {}

static PAGE: Global = Global(UnsafeCell::new(Page {
    session: None,
    out: Vec::new(),
}));

/// Room for `len` bytes of input.
#[unsafe(no_mangle)]
extern "C" fn buf_new(len: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; len].into_boxed_slice()).cast()
}

/// Wipes and frees what [`buf_new`] gave, with the same `len`.
#[unsafe(no_mangle)]
unsafe extern "C" fn buf_free(address: *mut u8, len: usize) {
    // SAFETY: the page passes address and length of one `buf_new`, once.
    let mut bytes = unsafe { Vec::from_raw_parts(address, len, len) };
    bytes.zeroize();
}

/// Runs one command on `len` bytes of input. 0 or more: so many bytes of output wait at [`out`]; below: a
/// [`Code`].
#[unsafe(no_mangle)]
unsafe extern "C" fn call(command: u32, address: *const u8, len: usize) -> i32 {
    // SAFETY: one thread, and no command calls back into the page except for `random`, which does not call here.
    let page = unsafe { &mut *PAGE.0.get() };
    // SAFETY: the page passes address and length of one `buf_new` that was not freed.
    let input = unsafe { core::slice::from_raw_parts(address, len) };
    page.out.zeroize();
    let done = match (command, &mut page.session) {
        (op::START, session) => start(input, BrowserRng).map(|fresh| {
            *session = Some(fresh);
            Vec::new()
        }),
        (_, Some(session)) => session.call(command, input),
        (_, None) => Err(Code::BadCall),
    };
    match done {
        Ok(out) => {
            page.out = out;
            i32::try_from(page.out.len()).unwrap_or(Code::BadCall as i32)
        }
        Err(code) => code as i32,
    }
}

/// Where the output of the last [`call`] is.
#[unsafe(no_mangle)]
extern "C" fn out() -> *const u8 {
    // SAFETY: one thread; the reference ends here.
    unsafe { (*PAGE.0.get()).out.as_ptr() }
}

/// Wipes the output of the last [`call`].
#[unsafe(no_mangle)]
extern "C" fn wipe() {
    // SAFETY: one thread; the reference ends here.
    unsafe { (*PAGE.0.get()).out.zeroize() };
}
