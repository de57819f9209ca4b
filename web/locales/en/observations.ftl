# observations
