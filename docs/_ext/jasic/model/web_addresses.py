"""Which addresses lead to the public web, where anybody can open them."""

import re
from urllib.parse import urlsplit

# Host names with a top-level domain in letters, so neither numbers of machines nor names within a house. International
# ones are written as xn--…, which nobody takes for another.
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})", re.IGNORECASE)
_NOT_PUBLIC = (".local", ".localhost", ".internal", ".lan", ".home", ".onion", ".test", ".invalid")
_SIGNS = re.compile(r"[^\s\\\"<>`{}|^]+")


def is_web_address(text: str) -> bool:
    """Whether a text is an address that anybody can open: http or https, a public host, nobody's name before it."""
    try:
        address = urlsplit(text)
        port = address.port
    except ValueError:
        return False
    host = address.hostname or ""
    return (
        _SIGNS.fullmatch(text) is not None
        and text.startswith(("https://", "http://"))
        and "@" not in address.netloc
        and (port is None or port > 0)
        and _HOST.fullmatch(host) is not None
        and not host.endswith(_NOT_PUBLIC)
    )
