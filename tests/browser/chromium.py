"""A headless Chromium on a pipe: pages are opened in it, pressed at, and asked what they hold. Nothing else is needed.

The messages are those of the Chrome DevTools Protocol, each ended by a zero byte; the browser reads them from 3 and writes to 4.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ABOVE = 10
"""File numbers from here on are in nobody's way."""

LAUNCH = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
FLAGS = ("--headless", "--remote-debugging-pipe", "--disable-gpu", "--no-first-run", "--hide-scrollbars")


class Browser:
    """One browser; `page` opens a page in it."""

    def __init__(self, program: str, folder: Path) -> None:
        """Start it, with its own files in a folder."""
        theirs, self._to = (fcntl.fcntl(end, fcntl.F_DUPFD, ABOVE) for end in os.pipe())
        self._from, ours = (fcntl.fcntl(end, fcntl.F_DUPFD, ABOVE) for end in os.pipe())
        root = ("--no-sandbox",) if os.geteuid() == 0 else ()  # it refuses to run as root with one
        flags = (*FLAGS, *root, f"--user-data-dir={folder}")
        command = [sys.executable, "-c", LAUNCH, str(theirs), str(ours), program, *flags]
        self._process = subprocess.Popen(command, pass_fds=(theirs, ours), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs)
        os.close(ours)
        self._waiting = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def ask(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Send a command and give its result; what happens meanwhile is kept in `events`."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return answer["result"]
            self.events.append(answer)

    def _write(self, content: bytes) -> None:
        while content:
            content = content[os.write(self._to, content) :]

    def wait(self, method: str) -> None:
        """Wait until something has happened."""
        while all(event.get("method") != method for event in self.events):
            self.events.append(self._next())

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._waiting:
            read = os.read(self._from, 1 << 20)
            assert read, "the browser has gone"
            self._waiting += read
        message, _, self._waiting = self._waiting.partition(b"\0")
        return json.loads(message)

    def page(self, file: Path, *, scheme: str = "light", width: int = 1100) -> Page:
        """Open a file in a new page and wait until it is loaded."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.events.clear()
        for part in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{part}.enable", session)
        self.ask("Emulation.setEmulatedMedia", session, features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.ask("Emulation.setDeviceMetricsOverride", session, width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.ask("Page.navigate", session, url=file.as_uri())
        self.wait("Page.loadEventFired")
        return Page(self, session, target, file.as_uri(), list(self.events))

    def close(self) -> None:
        """End it."""
        self.ask("Browser.close")
        self._process.wait(timeout=60)
        os.close(self._to)
        os.close(self._from)


@dataclass
class Page:
    """One page, loaded."""

    browser: Browser
    session: str
    target: str
    address: str
    loading: list[dict[str, Any]] = field(repr=False)

    def tell(self, script: str) -> Any:
        """Run a script beside the page, which itself may run none, and give what it comes to."""
        answer = self.browser.ask("Runtime.evaluate", self.session, expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str, code: int) -> None:
        """Press a key and let go of it."""
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.browser.ask("Input.dispatchKeyEvent", self.session, type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    @property
    def requests(self) -> list[str]:
        """What the page asked for beside itself."""
        asked = [event["params"]["request"]["url"] for event in self.loading if event.get("method") == "Network.requestWillBeSent"]
        return [address for address in asked if address != self.address]

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What the page wrote on the console, errors and refusals among it."""
        kinds = {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"}
        return [event["params"] for event in self.loading if event.get("method") in kinds]

    def close(self) -> None:
        """Close it."""
        self.browser.ask("Target.closeTarget", targetId=self.target)
