def rank(): return 0
def processes(): return 1
def is_first(): return True
def sum_values(t): return t
def average_values(t): return t
def barrier(): pass
def average_gradients(p): pass
