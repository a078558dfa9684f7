### What the program says in the terminal.
