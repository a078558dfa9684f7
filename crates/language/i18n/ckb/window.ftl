### The public pages around the guides.
