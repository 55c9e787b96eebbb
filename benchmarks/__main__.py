"""`make bench`: print what extracting and merging cost."""

from __future__ import annotations

from benchmarks import extraction, merging

if __name__ == "__main__":
    extraction.main()
    merging.main()
