#!/bin/sh
# Brings Debian's chromium for the browser tests where it is missing and may be installed; otherwise says so loudly.
if command -v chromium >/dev/null 2>&1 && command -v chromedriver >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null && exit 0
fi
echo "NOT RUN: the browser tests. They need chromium and chromedriver: apt-get install chromium chromium-driver" >&2
exit 0
