"""`make bench`: print what extracting, merging and delivering cost."""

from __future__ import annotations

from benchmarks import delivery, extraction, merging

if __name__ == "__main__":
    extraction.main()
    merging.main()
    delivery.main()
