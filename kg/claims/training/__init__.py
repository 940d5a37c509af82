"""Training of the learned reader: articles with gold claims → the weights in `kg/claims/model`."""
