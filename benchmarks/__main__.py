"""`make bench`: print what extracting, merging, delivering and polling cost."""

from __future__ import annotations

from benchmarks import delivery, extraction, merging, polling

if __name__ == "__main__":
    extraction.main()
    merging.main()
    delivery.main()
    polling.main()
