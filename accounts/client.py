"""Where a request comes from: its address, and the program in plain words."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"

_BROWSERS = (
    # In this order: most programs also name those that they resemble.
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("MicroMessenger", "WeChat"),
    ("QQBrowser", "QQ Browser"),
    ("UCBrowser", "UC Browser"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_HOP = re.compile(r"\s*,\s*")


def client_address(request: HttpRequest) -> str:
    """Return the address that asks, as text; `UNKNOWN` where there is none.

    X-Forwarded-For is believed for as many hops as `TRUSTED_PROXIES` says, counted from us:
    what stands further left was written by whoever sent the request.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    hops: int = settings.TRUSTED_PROXIES
    if hops:
        forwarded = _HOP.split(str(request.META.get("HTTP_X_FORWARDED_FOR", "")).strip())
        if len(forwarded) >= hops and _parsed(forwarded[-hops]):
            peer = forwarded[-hops]
    parsed = _parsed(peer)
    return str(parsed) if parsed else UNKNOWN


def bucket(address: str) -> str:
    """Return whom a limit counts: an IPv4 address, or the /64 that one IPv6 line owns."""
    return _network(address, 32, 64)


def coarse(address: str) -> str:
    """Return what an event keeps of an address: /24 of IPv4, /48 of IPv6."""
    return _network(address, 24, 48)


def client_label(user_agent: str) -> str:
    """Return a program and system such as "Firefox, Windows", in words of ours alone."""
    known = user_agent[:400]
    found = [
        next((name for mark, name in names if mark in known), "") for names in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found))


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        # A zone ("%eth0") means something on one machine only.
        address = IPv6Address(int(address))
        return address.ipv4_mapped or address
    return address


def _network(address: str, four: int, six: int) -> str:
    parsed = _parsed(address)
    if parsed is None:
        return UNKNOWN
    length = four if parsed.version == 4 else six
    return str(ip_network(f"{parsed}/{length}", strict=False))
