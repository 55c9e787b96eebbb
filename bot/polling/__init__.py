"""Sources: visited when due, read, and what is new there taken in; and the list that names them."""
