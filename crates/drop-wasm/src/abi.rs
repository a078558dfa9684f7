//! The five functions that a page calls, the one that it gives, and the memory behind them. The only `unsafe` of the
//! project.
#![expect(
    unsafe_code,
    reason = "a C ABI hands over addresses; everything behind it is safe"
)]

use alloc::{boxed::Box, vec, vec::Vec};
use core::{
    alloc::{GlobalAlloc, Layout},
    arch::wasm32::{memory_grow, memory_size, unreachable},
    cell::UnsafeCell,
    convert::Infallible,
    ptr::{null_mut, write_bytes},
};

use zeroize::Zeroize;

use crate::commands::{Code, Session, op, start};

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    unreachable()
}

/// Sizes are powers of two from 16 bytes; what is freed is wiped and kept for the next request of its size. A
/// general allocator would be a twentieth of what the browser loads, and would not wipe.
struct Pools(UnsafeCell<State>);

struct State {
    /// The first free piece of each size; each begins with the address of the next.
    free: [*mut u8; 31],
    /// What was never given out: the rest of the memory that the module has grown to.
    next: usize,
    end: usize,
}

// SAFETY: this module is built for WebAssembly without threads.
unsafe impl Sync for Pools {}

#[global_allocator]
static POOLS: Pools = Pools(UnsafeCell::new(State {
    free: [null_mut(); 31],
    next: 0,
    end: 0,
}));

/// What memory grows by, in bytes.
const GROWTH: usize = 65_536;
/// The largest alignment that anything here asks for (Argon2's blocks), in bytes.
const MOST_ALIGN: usize = 64;

/// The exponent of the piece that holds this layout: a piece is aligned to its size, up to [`MOST_ALIGN`].
fn pool_of(layout: Layout) -> usize {
    let size = layout.size().max(layout.align()).max(16);
    (usize::BITS - (size - 1).leading_zeros()) as usize
}

// SAFETY: a piece belongs to one owner from `alloc` to `dealloc`, is at least as large as its layout, and is aligned
// to its size up to `MOST_ALIGN`; a layout that asks for more gets nothing.
unsafe impl GlobalAlloc for Pools {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: one thread, and nothing in here allocates.
        let state = unsafe { &mut *self.0.get() };
        let pool = pool_of(layout);
        let Some(free) = state.free.get_mut(pool) else {
            return null_mut();
        };
        let piece = *free;
        if !piece.is_null() {
            // SAFETY: a free piece begins with the address of the next one, written by `dealloc`.
            *free = unsafe { *piece.cast::<*mut u8>() };
            return piece;
        }
        let size = 1_usize << pool;
        let align = if size < MOST_ALIGN { size } else { MOST_ALIGN };
        let mut at = state.next.next_multiple_of(align);
        if at + size > state.end {
            let before = memory_size(0) * GROWTH;
            let grown = memory_grow(0, size.div_ceil(GROWTH));
            if grown == usize::MAX || layout.align() > MOST_ALIGN {
                return null_mut();
            }
            if before != state.end {
                at = before;
            }
            state.end = memory_size(0) * GROWTH;
        }
        state.next = at + size;
        at as *mut u8
    }

    unsafe fn dealloc(&self, piece: *mut u8, layout: Layout) {
        // SAFETY: one thread, and nothing in here allocates.
        let state = unsafe { &mut *self.0.get() };
        if let Some(free) = state.free.get_mut(pool_of(layout)) {
            // SAFETY: the piece was given out by `alloc` for this layout and belongs to nobody any more.
            unsafe {
                write_bytes(piece, 0, layout.size());
                *piece.cast::<*mut u8>() = *free;
            }
            *free = piece;
        }
    }
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
