//! Brackets, operators and words of the grammar, where a command may stand.

use super::{DEPTH, Frame, Scanner, State, end_of};

impl Scanner<'_> {
    pub(super) fn opening(&mut self) {
        let array = self.at > 0 && self.bytes[self.at - 1] == b'=' && self.state() == State::Words;
        if array {
            self.found.doubt = true;
            return self.push(Frame::Group, 1);
        }
        match self.state() {
            State::Empty | State::Command if self.byte(1) == b'(' => self.push(Frame::Arithmetic, 2),
            State::Empty | State::Command => self.push(Frame::Group, 1),
            // A function: `name() {`; else a parser has to say.
            _ => {
                if self.byte(1) == b')' && !self.bytes[self.at - 1].is_ascii_whitespace() {
                    self.found.doubt = true;
                    self.at += 2;
                    self.set(State::Empty);
                } else {
                    self.odd();
                    self.at += 1;
                }
            }
        }
    }

    pub(super) fn closing(&mut self) {
        let inner = self.stack.last().map_or(Frame::Top, |open| open.frame);
        if inner == Frame::Top {
            // The pattern of a `case` ends so.
            if self.found.compounds.iter().any(|(word, _)| *word == "case") {
                self.found.doubt = true;
                self.set(State::Empty);
            } else {
                self.odd();
            }
            self.at += 1;
            return;
        }
        if matches!(self.state(), State::Command | State::Target) {
            self.odd();
        }
        self.pop(1);
    }

    pub(super) fn operator(&mut self) {
        let (byte, next) = (self.byte(0), self.byte(1));
        if byte == b'&' && next == b'>' {
            self.at += 2 + usize::from(self.byte(2) == b'>');
            return self.set(State::Target);
        }
        let double = byte == next || byte == b'|' && next == b'&';
        if byte == b';' && (double || next == b'&') {
            self.found.doubt = true;
        } else if self.state() != State::Words {
            self.odd();
        }
        self.at += 1 + usize::from(double);
        self.set(if byte == b'|' || byte == b'&' && double { State::Command } else { State::Empty });
    }

    pub(super) fn word(&mut self) {
        let start = self.at;
        while self.at < self.bytes.len() && !b" \t\r\n;|&<>()'\"`$\\".contains(&self.byte(0)) {
            self.at += 1;
        }
        let begins = matches!(self.state(), State::Empty | State::Command)
            && start
                .checked_sub(1)
                .and_then(|at| self.bytes.get(at))
                .is_none_or(|before| b" \t\r\n;|&()".contains(before));
        // `2>` is a redirection with its number.
        let word = self.text.get(start..self.at).unwrap_or_default();
        if begins && self.keyword(word, start) {
            return;
        }
        self.set(State::Words);
    }

    /// Words of the grammar, where a command may begin.
    fn keyword(&mut self, word: &str, start: usize) -> bool {
        let opener = match word {
            "if" => Some("if"),
            "for" => Some("for"),
            "while" => Some("while"),
            "until" => Some("until"),
            "select" => Some("select"),
            "case" => Some("case"),
            "{" => Some("{"),
            _ => None,
        };
        match word {
            "fi" | "done" | "esac" | "}" => {
                self.found.doubt = true;
                if self.found.compounds.last().is_some_and(|(open, _)| end_of(open) == word) {
                    self.found.compounds.pop();
                } else if self.found.compounds.is_empty() {
                    // Ends what nothing began.
                    self.found.place.get_or_insert(start);
                }
                self.set(State::Words);
                true
            }
            "then" | "do" | "else" | "elif" | "!" | "time" => {
                self.found.doubt |= !matches!(word, "time");
                self.set(State::Empty);
                true
            }
            "[[" | "function" | "coproc" => {
                self.found.doubt = true;
                if word == "[[" {
                    // Signs within are of another grammar.
                    let line = self.line_end();
                    let close = self.text.get(self.at..line).and_then(|rest| rest.find("]]"));
                    self.at = close.map_or(line, |close| self.at + close + 2);
                }
                self.set(State::Words);
                true
            }
            _ => match opener {
                Some(opener) => {
                    self.found.doubt = true;
                    if self.found.compounds.len() < DEPTH {
                        self.found.compounds.push((opener, start));
                    } else {
                        self.found.too_deep = Some(start);
                    }
                    if matches!(opener, "for" | "select" | "case") {
                        self.set(State::Words);
                        if opener == "for"
                            && self.text.get(self.at..).is_some_and(|rest| rest.trim_start().starts_with("(("))
                        {
                            self.at = self.line_end().min(
                                self.text
                                    .get(self.at..)
                                    .and_then(|rest| rest.find("))"))
                                    .map_or(self.at, |found| self.at + found + 2),
                            );
                        }
                    } else {
                        self.set(State::Empty);
                    }
                    true
                }
                None => false,
            },
        }
    }
}
