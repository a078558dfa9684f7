### The panel in which a person writes and reads answers.
