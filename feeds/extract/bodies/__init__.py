"""Names of bodies: institutions, agencies, academies."""
