"""The way in and out of the house: captured pages."""
