//! What bytes a text holds, seen in one pass: most texts hold nothing that could begin a placeholder.

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs(u16);

impl Signs {
    /// `<`
    pub(super) const ANGLE: Signs = Signs(1);
    /// First byte of `＜` and of all that is as wide.
    pub(super) const WIDE: Signs = Signs(1 << 1);
    /// `$`
    pub(super) const DOLLAR: Signs = Signs(1 << 2);
    /// `{`
    pub(super) const BRACE: Signs = Signs(1 << 3);
    /// `[`
    pub(super) const SQUARE: Signs = Signs(1 << 4);
    /// A capital.
    pub(super) const CAPITAL: Signs = Signs(1 << 5);
    /// `x`
    pub(super) const CROSS: Signs = Signs(1 << 6);
    /// `.`
    pub(super) const DOT: Signs = Signs(1 << 7);
    /// `y` and `Y`, which begin *your*.
    pub(super) const YOUR: Signs = Signs(1 << 8);
    /// First byte of `○`, `◯` and `△`.
    pub(super) const SHAPE: Signs = Signs(1 << 9);
    /// Last byte of `〇`.
    pub(super) const ZERO: Signs = Signs(1 << 10);
    /// Two of `x` or of `X`.
    pub(super) const CROSSES: Signs = Signs(1 << 11);
    /// Two of a letter that dates are written with: `YY`, `MM`, `HH`, `yy`, `hh`, `XX`.
    pub(super) const DATE: Signs = Signs(1 << 12);
    /// `:`
    pub(super) const COLON: Signs = Signs(1 << 13);

    /// All of a text.
    pub(super) fn of(text: &str) -> Signs {
        let all = text.bytes().fold(0, |signs, byte| signs | TABLE[byte as usize]);
        let single = all & SINGLE;
        if all == single {
            return Signs(single);
        }
        let pairs = text.as_bytes().windows(2).filter(|pair| pair[0] == pair[1]);
        Signs(pairs.fold(single, |signs, pair| signs | TABLE[pair[0] as usize]))
    }

    /// Whether one of some is among them.
    pub(super) fn have(self, any: Signs) -> bool {
        self.0 & any.0 != 0
    }

    pub(super) const fn or(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }
}

/// Signs of one byte; the others need the byte twice.
const SINGLE: u16 = !(Signs::CROSSES.0 | Signs::DATE.0);

static TABLE: [u16; 256] = table();

const fn table() -> [u16; 256] {
    let mut table = [0; 256];
    let mut byte = b'A';
    while byte <= b'Z' {
        table[byte as usize] = Signs::CAPITAL.0;
        byte += 1;
    }
    let all: [(u8, Signs); 20] = [
        (b'<', Signs::ANGLE),
        (0xEF, Signs::WIDE),
        (b'$', Signs::DOLLAR),
        (b'{', Signs::BRACE),
        (b'[', Signs::SQUARE),
        (b'x', Signs::CROSS),
        (b'.', Signs::DOT),
        (b'y', Signs::YOUR),
        (b'Y', Signs::YOUR),
        (0xE2, Signs::SHAPE),
        (0x87, Signs::ZERO),
        (b'x', Signs::CROSSES),
        (b'X', Signs::CROSSES),
        (b'Y', Signs::DATE),
        (b'M', Signs::DATE),
        (b'H', Signs::DATE),
        (b'y', Signs::DATE),
        (b'h', Signs::DATE),
        (b'X', Signs::DATE),
        (b':', Signs::COLON),
    ];
    let mut at = 0;
    while at < all.len() {
        let (byte, sign) = all[at];
        table[byte as usize] |= sign.0;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_holds() {
        let signs = Signs::of("担当は〇〇、YYYY年");
        assert!(signs.have(Signs::ZERO) && signs.have(Signs::DATE) && signs.have(Signs::YOUR));
        assert!(!signs.have(Signs::ANGLE.or(Signs::CROSSES)) && !signs.have(Signs::SQUARE));
        assert!(Signs::of("max exit").have(Signs::CROSS) && !Signs::of("max exit").have(Signs::CROSSES));
        assert!(Signs::of("＜担当＞").have(Signs::WIDE));
    }
}
