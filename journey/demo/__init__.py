"""A small bundled sample, all of it invented, and a tour through the main job."""
