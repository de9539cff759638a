"""MentorNet: mentorship matching and networking for mental health technicians."""
