# rbc as a static program, with git beside it (dates of change, --changed-since), run by nobody in particular.
#
#   docker build --tag rbc .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/work" rbc check
FROM rust:1.91-alpine AS build
# The compiler of Alpine links statically, against musl.
RUN apk add --no-cache build-base
WORKDIR /rbc
COPY . .
# Where the program says that it is at home.
ARG RBC_HOME
RUN cargo build --locked --release --bin rbc

FROM alpine:3.22
# What is mounted belongs to somebody else than the user in here: git would refuse to read it.
RUN apk add --no-cache ca-certificates git && git config --system --add safe.directory '*' && adduser -D -H -u 10001 rbc
COPY --from=build /rbc/target/release/rbc /usr/local/bin/rbc
USER 10001
WORKDIR /work
ENTRYPOINT ["rbc"]
