"""An index of our own on this machine: a folder of wheels as a simple index (PEP 503 and 691, with PEP 658 metadata).

    python index.py FOLDER DELAY BYTES_PER_SECOND    prints its port; ends with its standard input

Each request waits DELAY seconds, and each connection lets through so many bytes a second (0: as many as it can), so that a
network can be had that is the same for everyone. What may be kept for how long is said as PyPI says it: pages for ten minutes,
files for ever, and a page that has not changed is not sent again (ETag).
"""
import hashlib
import json
import re
import sys
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BLOCK = 64 << 10
TEN_MINUTES, FOR_EVER = "max-age=600, public", "max-age=365000000, immutable, public"
JSON = "application/vnd.pypi.simple.v1+json"


def normalized(name):
    return re.sub(r"[-_.]+", "-", name).lower()


class Wheel:
    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            digest = hashlib.sha256()
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
        self.sha256 = digest.hexdigest()
        with zipfile.ZipFile(path) as z:
            name = next(n for n in z.namelist() if n.count("/") == 1 and n.endswith(".dist-info/METADATA"))
            self.metadata = z.read(name)
        text = self.metadata.decode("utf-8", "replace").partition("\n\n")[0]
        self.requires_python = next((line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("Requires-Python:")), None)

    def entry(self):
        core = {"sha256": hashlib.sha256(self.metadata).hexdigest()}
        return {"filename": self.path.name, "url": "/files/" + self.path.name, "hashes": {"sha256": self.sha256},
                "size": self.path.stat().st_size, "requires-python": self.requires_python, "core-metadata": core,
                "upload-time": "2024-01-01T00:00:00Z", "yanked": False}

    def link(self):
        core = hashlib.sha256(self.metadata).hexdigest()
        wants = ' data-requires-python="%s"' % self.requires_python.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if self.requires_python else ""
        return '<a href="/files/%s#sha256=%s" data-core-metadata="sha256=%s"%s>%s</a>' % (self.path.name, self.sha256, core, wants, self.path.name)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        time.sleep(self.server.delay)
        path = self.path.partition("?")[0]
        kind, _, name = path.strip("/").partition("/")
        if kind == "simple" and name in self.server.projects:
            self._project(name, self.server.projects[name])
        elif kind == "files" and name in self.server.files:
            self._file(self.server.files[name].path)
        elif kind == "files" and name.endswith(".metadata") and name[:-9] in self.server.files:
            self._bytes("application/octet-stream", self.server.files[name[:-9]].metadata, FOR_EVER)
        else:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def _project(self, name, wheels):
        if JSON in self.headers.get("Accept", ""):
            page = {"meta": {"api-version": "1.1"}, "name": name, "files": [wheel.entry() for wheel in wheels],
                    "versions": sorted({wheel.path.name.split("-")[1] for wheel in wheels})}
            self._bytes(JSON, json.dumps(page).encode(), TEN_MINUTES)
        else:
            links = "<br>\n".join(wheel.link() for wheel in wheels)
            self._bytes("text/html; charset=utf-8", ("<!DOCTYPE html><html><body>\n%s\n</body></html>" % links).encode(), TEN_MINUTES)

    def _bytes(self, kind, data, age):
        tag = '"%s"' % hashlib.sha256(data).hexdigest()
        if tag in self.headers.get("If-None-Match", ""):
            self.send_response(304)
            data = b""
        else:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
        self.send_header("ETag", tag)
        self.send_header("Vary", "Accept")
        self.send_header("Cache-Control", age)
        self.end_headers()
        if self.command != "HEAD":
            self._paced(iter([data]))

    def _file(self, path):
        size = path.stat().st_size
        first, last = 0, size - 1
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if asked and any(asked.groups()):
            first, last = (int(asked[1]), min(int(asked[2] or size - 1), size - 1)) if asked[1] else (max(size - int(asked[2]), 0), size - 1)
        self.send_response(206 if asked else 200)
        if asked:
            self.send_header("Content-Range", "bytes %d-%d/%d" % (first, last, size))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Cache-Control", FOR_EVER)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        if self.command != "HEAD":
            with open(path, "rb") as file:
                file.seek(first)
                left = last - first + 1
                self._paced(iter(lambda: file.read(min(BLOCK, left)), b""), left)

    def _paced(self, blocks, left=None):
        begun, sent = time.monotonic(), 0
        for block in blocks:
            block = block if left is None else block[:left - sent]
            if not block:
                break
            self.wfile.write(block)
            sent += len(block)
            ahead = sent / self.server.rate - (time.monotonic() - begun) if self.server.rate else 0
            if ahead > 0:
                time.sleep(ahead)


class Index(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, folder, delay, rate):
        super().__init__(("127.0.0.1", 0), Handler)
        self.delay, self.rate = delay, rate
        self.files = {path.name: Wheel(path) for path in sorted(Path(folder).glob("*.whl"))}
        self.projects = {}
        for name, wheel in self.files.items():
            self.projects.setdefault(normalized(name.partition("-")[0]), []).append(wheel)

    def handle_error(self, request, client_address):
        pass                            # a client that went away


if __name__ == "__main__":
    index = Index(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]))
    threading.Thread(target=index.serve_forever, daemon=True).start()
    print(index.server_address[1], flush=True)
    sys.stdin.read()
