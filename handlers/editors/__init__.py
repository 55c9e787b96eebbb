"""For the network's editors and administrators: events corrected, sources looked after."""
