//! Countries and cities: names, ISO codes, coordinates.
