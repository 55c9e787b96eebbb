"""One request to a site, safe and polite: addresses, robots.txt, the pace of a host, what headers say."""
