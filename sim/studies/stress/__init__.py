"""What breaks, when, and for how long?"""
