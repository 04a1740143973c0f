//! Why a link is what it is: what rules report.

/// What was found for a link. Positions are those of a document in the library's lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Outcome {
    /// It leads somewhere, or is not looked at.
    #[default]
    Fine,
    /// No such file.
    NoFile {
        /// A file that is probably meant: for a link as it would have to be written, for a mention its path within the
        /// project.
        instead: Option<String>,
    },
    /// The document is there, the anchor is not.
    NoAnchor {
        /// The document.
        document: usize,
        /// The anchor, decoded.
        anchor: String,
    },
    /// A file whose name differs in case: it is found on some machines only.
    WrongCase {
        /// The name as it lies on disk, as the link would have to be written.
        instead: String,
    },
    /// No such file, but one whose name differs in letters that look alike.
    LooksAlike {
        /// The name as it lies on disk, as the link would have to be written.
        instead: String,
        /// Its path within the project.
        path: String,
    },
    /// The file is there, but its name is composed in another way (が as one character or as two): it is found on some
    /// machines only.
    OtherForm {
        /// The name as it lies on disk, as the link would have to be written.
        instead: String,
    },
    /// A place on somebody's machine.
    Machine,
    /// It leads out of the project.
    Outside,
    /// A scheme that pages do not lead to.
    Unsafe {
        /// The scheme.
        scheme: String,
    },
    /// The file is there, but is not copied into the site.
    Unpublished {
        /// Its path within the project.
        path: String,
    },
    /// No such section.
    NoSection {
        /// The document that was looked through.
        document: usize,
    },
}
