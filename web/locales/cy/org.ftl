# org
