use super::*;
use std::collections::HashMap;
use std::io::Read;

fn shelf(files: &[(&str, &str)]) -> Shelf {
    let file = |(key, text): &(&str, &str)| ((*key).to_owned(), Arc::from(text.as_bytes()));
    Shelf::new(files.iter().map(file).collect::<HashMap<_, _>>())
}

fn ask(server: &Server, target: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    write!(stream, "GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn files_are_found_by_key_and_never_by_path() {
    let page = "<!doctype html><head></head>手順";
    let server =
        Server::start(0, shelf(&[("index.html", page), ("a/b.json", "{}"), ("404.html", "無い")]), None).unwrap();
    let home = ask(&server, "/");
    assert!(home.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"), "{home}");
    assert!(home.contains("src=\"/_rbc/live.js\" data-seen=\"") && home.ends_with("</head>手順"), "{home}");
    assert!(ask(&server, "/a/b.json").ends_with("\r\n\r\n{}"));
    for target in ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/a/../index.html", "/A/b.json"] {
        assert!(ask(&server, target).starts_with("HTTP/1.1 404 "), "{target}");
    }
}

#[test]
fn a_page_hears_of_what_concerns_it() {
    let first = shelf(&[("a.html", "一"), ("b.html", "一")]);
    let seen = first.seal("a.html");
    let server = Server::start(0, first, None).unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    write!(stream, "GET /_rbc/events?page=%2Fa.html&seen={seen} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port())
        .unwrap();
    let mut heard = String::new();
    let mut until = |part: &str| {
        let mut piece = [0; 512];
        while !heard.contains(part) {
            let read = stream.read(&mut piece).unwrap();
            assert!(read > 0, "{heard}");
            heard.push_str(std::str::from_utf8(&piece[..read]).unwrap());
        }
        std::mem::take(&mut heard)
    };
    until("event: clear\n");
    server.show(shelf(&[("a.html", "一"), ("b.html", "二")]));
    assert!(!until("event: clear\n").contains("reload"));
    server.fail("壊れた\n枠".to_owned());
    until("event: fault\ndata: 壊れた\ndata: 枠\n\n");
    server.show(shelf(&[("a.html", "二"), ("b.html", "二")]));
    until("event: reload\n");
}
