#!/usr/bin/env python3
"""A real SMTP server on loopback that keeps every mail and misbehaves on request.

    smtp_sink.py --directory DIR [--port 0] [--cert CERT.pem --key KEY.pem]
                 [--implicit-tls] [--require-starttls] [--until-input-ends]
    smtp_sink.py --make-cert DIR --host NAME      writes DIR/cert.pem and DIR/key.pem

Debian: python3-aiosmtpd (see requirements.txt); --make-cert needs openssl.

Prints `listening PORT` once it takes connections. SIGTERM ends it; with
--until-input-ends so does the end of its standard input, which comes with the end of
whoever started it.

A mail that was taken becomes DIR/000001.eml and so on, with its envelope beside it
in 000001.json. Every attempt, taken or not, is a line in DIR/attempts.jsonl with
`outcome` (accepted, temp-fail, perm-fail, dropped), the envelope, the Message-ID
where content came, and whether the connection was encrypted.

DIR/mode says how to behave; it is read anew at every mail, so a test changes it by
writing the file (and replaces it, rather than editing it, to restart a count):

    accept                 take everything (also when there is no file)
    temp-fail N [STAGE]    answer 451 to the first N mails, then take them
    perm-fail [N] [STAGE]  answer 550 to the first N mails, or to all
    drop-after-dot N       take the first N mails, and hang up instead of answering
    hang-up N              hang up at MAIL for the first N mails
    delay SECONDS          take everything, answering the final dot that much later

STAGE is mail, rcpt (the default) or data.
"""

import argparse
import asyncio
import json
import os
import signal
import ssl
import subprocess
import sys
import time
from email import message_from_bytes

from aiosmtpd.smtp import SMTP

REPLIES = {"temp-fail": "451 4.7.1 Please try again later", "perm-fail": "550 5.1.1 Recipient refused"}


class Script:
    """The mode file, and how many mails it has already been applied to."""

    def __init__(self, path):
        self.path = path
        self.text = None
        self.n_applied = 0

    def current(self):
        """The mode's words, counted anew whenever the file was replaced."""
        try:
            stat = os.stat(self.path)
            with open(self.path, encoding="utf-8") as file:
                words = file.read().split()
            text = (stat.st_ino, stat.st_mtime_ns, words)
        except FileNotFoundError:
            text = (0, 0, ["accept"])
        if text != self.text:
            self.text, self.n_applied = text, 0
        return text[2] or ["accept"]

    def applies(self, name, stage):
        """Whether the mode `name` strikes this mail at this stage; counts if so."""
        words = self.current()
        if words[0] != name:
            return False
        numbers = [int(word) for word in words[1:] if word.isdigit()]
        stages = [word for word in words[1:] if not word.isdigit()] or ["rcpt"]
        limit = numbers[0] if numbers else None
        if name in REPLIES and stage != stages[0]:
            return False
        if limit is not None and self.n_applied >= limit:
            return False
        self.n_applied += 1
        return True

    def delay_s(self):
        words = self.current()
        return float(words[1]) if words[0] == "delay" and len(words) > 1 else 0.0


class Keeper:
    """Stores mails and answers as the script says."""

    def __init__(self, directory, is_always_encrypted):
        self.directory = directory
        self.is_always_encrypted = is_always_encrypted
        self.script = Script(os.path.join(directory, "mode"))
        kept = [name for name in os.listdir(directory) if name.endswith(".eml")]
        self.n_kept = max((int(name[:-4]) for name in kept), default=0)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.script.applies("hang-up", "mail"):
            self.note("dropped", session, envelope)
            return hang_up(server)
        refusal = self.refusal("mail", session, envelope)
        if refusal:
            return refusal
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = self.refusal("rcpt", session, envelope, address)
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        refusal = self.refusal("data", session, envelope)
        if refusal:
            return refusal
        delay_s = self.script.delay_s()
        if delay_s:
            await asyncio.sleep(delay_s)
        self.keep(session, envelope)
        if self.script.applies("drop-after-dot", "data"):
            self.note("dropped", session, envelope)
            return hang_up(server)
        self.note("accepted", session, envelope)
        return "250 2.0.0 Taken"

    def refusal(self, stage, session, envelope, recipient=None):
        for name, reply in REPLIES.items():
            if self.script.applies(name, stage):
                self.note(name, session, envelope, recipient)
                return reply
        return None

    def keep(self, session, envelope):
        self.n_kept += 1
        name = os.path.join(self.directory, f"{self.n_kept:06}")
        write(name + ".json", json.dumps(self.described(session, envelope)).encode())
        write(name + ".eml", bytes(envelope.content))

    def note(self, outcome, session, envelope, recipient=None):
        line = {"outcome": outcome, "at": time.time(), **self.described(session, envelope)}
        if recipient:
            line["rcpt_tos"] = line["rcpt_tos"] + [recipient]
        with open(os.path.join(self.directory, "attempts.jsonl"), "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def described(self, session, envelope):
        content = envelope.content or b""
        return {
            "mail_from": envelope.mail_from,
            "rcpt_tos": list(envelope.rcpt_tos),
            "message_id": message_from_bytes(bytes(content))["Message-ID"],
            "encrypted": self.is_always_encrypted or session.ssl is not None,
            "hello": session.host_name,
        }


def hang_up(server):
    server.transport.abort()
    return "421 4.3.0 Hanging up"


def write(path, content):
    """Through another name, so that a test never reads half a file."""
    with open(path + ".part", "wb") as file:
        file.write(content)
    os.replace(path + ".part", path)


class UntilTheEnd(asyncio.Protocol):
    """Resolves a future when the pipe it reads from closes."""

    def __init__(self, stopped):
        self.stopped = stopped

    def connection_lost(self, exc):
        if not self.stopped.done():
            self.stopped.set_result(None)


async def serve(options):
    context = None
    if options.cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.cert, options.key)
    keeper = Keeper(options.directory, options.implicit_tls)

    def protocol():
        return SMTP(
            keeper,
            hostname="sink.localhost",
            ident="sink",
            loop=asyncio.get_running_loop(),
            tls_context=None if options.implicit_tls else context,
            require_starttls=options.require_starttls,
        )

    loop = asyncio.get_running_loop()
    implicit = context if options.implicit_tls else None
    server = await loop.create_server(protocol, "127.0.0.1", options.port, ssl=implicit)
    stopped = loop.create_future()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: stopped.done() or stopped.set_result(None))
    if options.until_input_ends:
        await loop.connect_read_pipe(lambda: UntilTheEnd(stopped), sys.stdin)
    print(f"listening {server.sockets[0].getsockname()[1]}", flush=True)
    await stopped
    server.close()


def make_cert(directory, host):
    """A leaf that is no authority: a client that trusts it trusts this host alone."""
    os.makedirs(directory, exist_ok=True)
    is_number = host.replace(".", "").isdigit() or ":" in host
    config = os.path.join(directory, "openssl.cnf")
    with open(config, "w", encoding="utf-8") as file:
        file.write(
            "[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n"
            f"[dn]\nCN={host}\n"
            "[ext]\nbasicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth\n"
            f"subjectAltName={'IP' if is_number else 'DNS'}:{host}\n"
        )
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
               "-nodes", "-days", "2", "-config", config,
               "-keyout", os.path.join(directory, "key.pem"), "-out", os.path.join(directory, "cert.pem")]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--directory", help="where mails are kept; made when missing")
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--implicit-tls", action="store_true")
    parser.add_argument("--require-starttls", action="store_true")
    parser.add_argument("--until-input-ends", action="store_true")
    parser.add_argument("--make-cert", metavar="DIR")
    parser.add_argument("--host", default="localhost")
    options = parser.parse_args()
    if options.make_cert:
        return make_cert(options.make_cert, options.host)
    if not options.directory:
        parser.error("--directory is needed")
    if bool(options.cert) != bool(options.key):
        parser.error("--cert and --key go together")
    os.makedirs(options.directory, exist_ok=True)
    asyncio.run(serve(options))
    return None


if __name__ == "__main__":
    sys.exit(main())
