"""What an establishment sets for its papers: images, signatories, words, where letters go."""
