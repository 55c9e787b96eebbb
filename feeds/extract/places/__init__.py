"""Places: countries and towns named, where a gathering is held, who takes part."""
