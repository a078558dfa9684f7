//! A whole site in memory: every page with its bytes, its brotli form and its headers.

use std::collections::BTreeMap;

use axum::body::Bytes;
use language::Tag;

use crate::headers::{self, Header, Kind, policy};
use crate::library::Library;
use crate::options::Options;
use crate::page::{self, Frame};
use crate::panel;
use crate::problem::{self, Problem};
use crate::search::{Index, MAX_QUERY_BYTES};
use crate::sources::Sources;
use crate::style::Style;

const HTML: &str = "text/html; charset=utf-8";

/// Brotli's effort for pages made on request.
const LIVE_QUALITY: u8 = 5;

/// One answer of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The content. Sending it copies nothing.
    pub bytes: Bytes,
    /// The content compressed, where that makes it smaller.
    pub brotli: Option<Bytes>,
    /// All headers but `content-encoding` and `content-length`.
    pub headers: Vec<(&'static str, String)>,
}

/// A built site. The same sources and options give the same bytes.
#[derive(Debug)]
pub struct Site {
    pages: BTreeMap<String, Page>,
    missing: Page,
    exits: BTreeMap<String, String>,
    warnings: Vec<Problem>,
    library: Library,
    index: Index,
    frame: Frame,
    policy: String,
}

impl Site {
    /// Reads the sources and builds every page.
    ///
    /// # Errors
    /// All problems, errors and warnings, if there is an error among them.
    pub fn build(sources: &dyn Sources, options: &Options) -> Result<Self, Vec<Problem>> {
        let bad_exits = bad_exits(options);
        if !bad_exits.is_empty() {
            return Err(bad_exits);
        }
        let (library, warnings) = Library::read(sources, options.today)?;
        let (panel, assets) = options.contact.as_ref().map(panel::panel).unzip();
        let styles = Style::ALL.map(|style| (style, style.sheet())).into();
        let policies = Policies::new(&styles, panel.is_some());
        let frame = Frame {
            styles,
            panel,
            name: options.name.clone(),
            today: options.today,
        };
        let quality = options.brotli_quality;
        let mut pages = BTreeMap::new();
        for asset in assets.into_iter().flatten() {
            let headers = headers::of(Kind::Asset, asset.content_type, None);
            pages.insert(asset.path, Page::new(asset.bytes, headers, quality));
        }
        let bare = |html: String| policies.page(html, (Style::Find, false), quality);
        pages.insert("/".to_owned(), bare(page::plain::choice(&frame)));
        let missing = bare(page::plain::missing(&frame));
        for (path, style, html) in language_pages(&frame, &library) {
            pages.insert(path, policies.page(html, (style, true), quality));
        }
        let index = Index::of(&library);
        let exits = exits(options);
        let policy = policies.of((Style::Find, true)).to_owned();
        Ok(Self {
            pages,
            missing,
            exits,
            warnings,
            library,
            index,
            frame,
            policy,
        })
    }

    /// Every page by its path, in order.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &Page)> {
        self.pages.iter().map(|(path, page)| (path.as_str(), page))
    }

    /// The page at a path.
    #[must_use]
    pub fn page(&self, path: &str) -> Option<&Page> {
        self.pages.get(path)
    }

    /// The page for every address that leads nowhere.
    #[must_use]
    pub fn missing(&self) -> &Page {
        &self.missing
    }

    /// Where the quick exit at a path leads, if there is one.
    #[must_use]
    pub fn exit(&self, path: &str) -> Option<&str> {
        self.exits.get(path).map(String::as_str)
    }

    /// The paths of the quick exits, and where they lead.
    pub fn exits(&self) -> impl Iterator<Item = (&str, &str)> {
        self.exits
            .iter()
            .map(|(path, address)| (path.as_str(), address.as_str()))
    }

    /// What is wrong but did not keep the site from being built.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// The page that answers a query. Nothing of it is kept; a query over the limit is not looked at.
    #[must_use]
    pub fn search(&self, tag: Tag, query: &str) -> Page {
        if query.len() > MAX_QUERY_BYTES {
            return self.search_too_long(tag);
        }
        let found = self.index.find(tag, query);
        let html = page::search::answer(&self.frame, &self.library, tag, query.trim(), &found);
        self.live(html)
    }

    /// The page that answers a query over the limit.
    pub(crate) fn search_too_long(&self, tag: Tag) -> Page {
        self.live(page::search::too_long(&self.frame, tag))
    }

    fn live(&self, html: String) -> Page {
        let headers = headers::of(Kind::Answer, HTML, Some(&self.policy));
        Page::new(html.into_bytes(), headers, LIVE_QUALITY)
    }
}

impl Page {
    fn new(bytes: Vec<u8>, headers: Vec<Header>, quality: u8) -> Self {
        let brotli = compress(&bytes, quality).filter(|small| small.len() < bytes.len());
        Self {
            bytes: bytes.into(),
            brotli: brotli.map(Bytes::from),
            headers,
        }
    }
}

/// The policy for each style, with and without the panel.
struct Policies(BTreeMap<(Style, bool), String>);

impl Policies {
    fn new(styles: &BTreeMap<Style, String>, panel: bool) -> Self {
        let all = styles.iter().flat_map(|(style, css)| {
            [false, true].map(|full| ((*style, full), policy(css, full && panel)))
        });
        Self(all.collect())
    }

    fn of(&self, kind: (Style, bool)) -> &str {
        self.0
            .get(&kind)
            .map_or("default-src 'none'", String::as_str)
    }

    fn page(&self, html: String, kind: (Style, bool), quality: u8) -> Page {
        Page::new(
            html.into_bytes(),
            headers::of(Kind::Page, HTML, Some(self.of(kind))),
            quality,
        )
    }
}

fn language_pages(frame: &Frame, library: &Library) -> Vec<(String, Style, String)> {
    let mut pages = Vec::new();
    for tag in Tag::ALL {
        let lang = tag.as_str();
        let mut add =
            |tail: &str, style, html| pages.push((format!("/{lang}/{tail}"), style, html));
        add("", Style::Find, page::list::page(frame, library, tag));
        add("t", Style::Read, page::terms::page(frame, library, tag));
        add("s", Style::Find, page::search::empty(frame, tag));
        add("about", Style::Read, page::about::page(frame, tag));
    }
    for (number, guides) in &library.guides {
        for (tag, guide) in guides {
            let html = page::guide::page(frame, library, *number, *tag, guide);
            pages.push((format!("/{}/k/{number}", tag.as_str()), Style::Read, html));
        }
    }
    pages
}

fn exits(options: &Options) -> BTreeMap<String, String> {
    let of = |tag: Tag| options.exits.of(tag).to_owned();
    let mut exits: BTreeMap<_, _> = Tag::ALL
        .into_iter()
        .map(|tag| (format!("/{}/x", tag.as_str()), of(tag)))
        .collect();
    exits.insert("/x".to_owned(), of(Tag::En));
    exits
}

/// Addresses that are not plain `https://` ones; a header could not carry them.
fn bad_exits(options: &Options) -> Vec<Problem> {
    Tag::ALL
        .into_iter()
        .filter_map(|tag| {
            let address = options.exits.of(tag);
            let plain =
                address.bytes().all(|b| b.is_ascii_graphic()) && address.len() > "https://".len();
            let good = plain && address.starts_with("https://");
            let name = format!("/{}/x", tag.as_str());
            (!good).then(|| Problem::of_file(&name, problem::Kind::BadExit(address.to_owned())))
        })
        .collect()
}

/// Brotli, or `None` if the encoder fails, which it does only on failing writers.
fn compress(bytes: &[u8], quality: u8) -> Option<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: i32::from(quality.min(11)),
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut small, &parameters).ok()?;
    Some(small)
}
