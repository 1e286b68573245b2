"""Chromium without a window, for the scripts that measure pages or take pictures of them."""

import base64
import json
import os
import subprocess
import time


class Browser:
    """Chromium over the DevTools pipe."""

    def __init__(self, program, folder):
        down, up = os.pipe(), os.pipe()
        shell = f'exec 3<&{down[0]} 4>&{up[1]}; exec "$0" "$@"'
        self.process = subprocess.Popen(
            ["/bin/bash", "-c", shell, program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             f"--user-data-dir={folder}/profile", "about:blank"],
            pass_fds=(down[0], up[1]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(down[0])
        os.close(up[1])
        self.down, self.up, self.number, self.rest, self.session = down[1], up[0], 0, b"", None
        self.complaints = []
        targets = self.command("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        self.session = self.command("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.command(domain + ".enable")

    def command(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.down, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.next()
            if answer.get("method") in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"):
                self.complaints.append(answer)
            if answer.get("id") == self.number:
                return answer["result"]

    def next(self):
        while b"\0" not in self.rest:
            self.rest += os.read(self.up, 1 << 20)
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def value(self, expression):
        answer = self.command("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        return answer["result"].get("value")

    def wait_for(self, expression, seconds=60):
        end = time.time() + seconds
        while not self.value(expression):
            if time.time() > end:
                raise SystemExit(f"browser: “{expression}” did not become true in {seconds} s")
            time.sleep(0.02)

    def show_size(self, width, height, dark=False):
        """The size of the window, and the colours that the reader prefers."""
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.command("Emulation.setScrollbarsHidden", hidden=True)
        scheme = "dark" if dark else "light"
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, **options):
        """What the window shows, as a PNG."""
        return base64.b64decode(self.command("Page.captureScreenshot", optimizeForSpeed=True, **options)["data"])

    def end(self):
        self.process.terminate()
        self.process.wait()
