"""`make bench`: print what the extractor costs."""

from __future__ import annotations

from benchmarks import extraction

if __name__ == "__main__":
    extraction.main()
