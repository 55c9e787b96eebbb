"""hubwire on many machines: workers and a clock on one PostgreSQL (docs/many-machines.md)."""
