"""The PyTorch twin of `src/gan`: the same networks, objectives and recipes, and files that a browser loads."""
