"""What is measured: extraction's quality against floors that only rise, its speed, memory and linearity."""
