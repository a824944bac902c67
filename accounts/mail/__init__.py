"""Letters to the people of the house, and the tasks that send them."""
