"""Which addresses may be asked: public ones. A partner's feed must not lead into a private network.

The check stands where the connection is made: what the resolver lets through is what is connected to, so
an answer that changes between check and use changes nothing. aiohttp asks no resolver for a literal
address, so those are checked before each hop.
"""

from __future__ import annotations

import ipaddress
import socket
from functools import lru_cache

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_SHARED = ipaddress.ip_network("100.64.0.0/10")  # carrier-grade NAT, RFC 6598
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052


class PrivateAddress(OSError):
    """The name leads to an address that must not be asked."""


def is_public(address: Address) -> bool:
    """Say whether an address is one of the open internet, also when it is wrapped in an IPv6 one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    elif address in _SHARED:
        return False
    return address.is_global and not address.is_multicast


@lru_cache(maxsize=20_000)
def literal(host: str) -> Address | None:
    """Read a host that is an address in any spelling that connects (`127.1`, `2130706433`, `0x7f.1`)."""
    try:
        return ipaddress.ip_address(host.strip("[]").split("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeEncodeError, ValueError):
        return None


class PublicResolver(AbstractResolver):
    """Resolves names to public addresses only."""

    def __init__(self, inner: AbstractResolver | None = None) -> None:
        self._inner = inner or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Resolve a name; raises PrivateAddress when nothing public is left."""
        found = await self._inner.resolve(host, port, family)
        public = [one for one in found if is_public(ipaddress.ip_address(one["host"].split("%")[0]))]
        if not public:
            raise PrivateAddress(f"{host} leads to a private address")
        return public

    async def close(self) -> None:
        """Nothing to close."""
        await self._inner.close()
