"""The ground: types that flow and rules that decide. Imports nothing of ours, does no I/O."""
