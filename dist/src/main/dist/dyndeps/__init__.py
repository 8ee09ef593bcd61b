"""dyndeps, a Java program, and the Java that it runs on. There is nothing here to import."""
